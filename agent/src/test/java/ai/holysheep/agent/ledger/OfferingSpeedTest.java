package ai.holysheep.agent.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.exchange.CallRecord;
import ai.holysheep.agent.pricing.Cost;
import ai.holysheep.agent.pricing.PriceTable;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures what a call costs the application's thread while the ledger gets 40,000 calls a second.
 * Prints the rows of RATIONALE.md.
 */
@Tag("benchmark")
class OfferingSpeedTest {
  private static final int THREADS = 4;
  private static final int CALLS_A_SECOND = 40_000;
  private static final int WARM_UP_SECONDS = 3;
  private static final int SECONDS = 10;
  private static final int BURST = 50;
  private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir Path folder;

  private final CallRecord call = Calls.ok("gpt-4.1", "/v1/chat/completions", Map.of());

  /** One thread's calls: the nanoseconds of each, and the bytes that all of them allocated. */
  private record Offered(long[] nanos, long bytes) {}

  @Test
  void callersDoNotWaitForADisk() throws Exception {
    Ledger ledger = ledger(folder);
    measure("a disk", ledger);
    assertThat(ledger.recordsWritten() + ledger.recordsDropped()).isEqualTo(allCalls());
    assertThat(ledger.recordsWritten()).isGreaterThan(allCalls() * 9 / 10);
  }

  @Test
  void callersDoNotWaitForAFolderThatCannotBeWritten() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    Ledger ledger = ledger(file);
    measure("none", ledger);
    assertThat(ledger.recordsWritten()).isZero();
    assertThat(ledger.recordsDropped()).isEqualTo(allCalls());
  }

  private static long allCalls() {
    return (long) CALLS_A_SECOND * (WARM_UP_SECONDS + SECONDS);
  }

  private static Ledger ledger(Path where) {
    return Ledger.of(Config.load("ledger.dir=" + where));
  }

  private void measure(String name, Ledger ledger) throws Exception {
    ledger.start();
    offer(ledger, WARM_UP_SECONDS);
    List<Offered> offered = offer(ledger, SECONDS);
    ledger.drain();
    long[] nanos =
        offered.stream().flatMapToLong(one -> Arrays.stream(one.nanos)).sorted().toArray();
    double bytes = offered.stream().mapToLong(one -> one.bytes).sum() / (double) nanos.length;
    System.out.printf(
        "| %s | %d | %d | %d | %d | %.1f | %d | %d |%n",
        name,
        nanos.length / SECONDS,
        nanos[nanos.length / 2],
        nanos[nanos.length / 100 * 99],
        nanos[nanos.length / 1000 * 999],
        bytes,
        ledger.recordsWritten(),
        ledger.recordsDropped());
    assertThat(nanos[nanos.length / 100 * 99]).as("p99, ns").isLessThan(20_000);
    assertThat(bytes).as("bytes a call").isLessThan(40);
  }

  private List<Offered> offer(Ledger ledger, int seconds) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Offered>> running = new ArrayList<>();
      Callable<Offered> one = () -> offered(ledger, CALLS_A_SECOND / THREADS * seconds);
      for (int i = 0; i < THREADS; i++) {
        running.add(threads.submit(one));
      }
      List<Offered> offered = new ArrayList<>();
      for (Future<Offered> each : running) {
        offered.add(each.get());
      }
      return offered;
    } finally {
      threads.shutdown();
    }
  }

  private Offered offered(Ledger ledger, int calls) {
    Cost cost = call.cost(PriceTable.builtIn());
    long[] nanos = new long[calls];
    long pause = TimeUnit.SECONDS.toNanos(1) * BURST * THREADS / CALLS_A_SECOND;
    long bytes = THREAD.getCurrentThreadAllocatedBytes();
    long next = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      if (i % BURST == 0) {
        next += pause;
        while (System.nanoTime() < next) {
          LockSupport.parkNanos(next - System.nanoTime());
        }
      }
      long begin = System.nanoTime();
      ledger.record(call, cost);
      nanos[i] = System.nanoTime() - begin;
    }
    return new Offered(nanos, THREAD.getCurrentThreadAllocatedBytes() - bytes);
  }
}
