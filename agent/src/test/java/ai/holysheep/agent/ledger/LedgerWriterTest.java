package ai.holysheep.agent.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.exchange.CallRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each call is written once or counted as dropped, whatever is thrown at the writer. */
@Timeout(120)
class LedgerWriterTest {
  private static final int CALLS = 3000;

  @TempDir Path folder;

  private final RecordQueue<LedgerEntry> queue = new RecordQueue<>(500);
  private final AtomicLong dropped = new AtomicLong();
  private final CallRecord call = Calls.ok("gpt-4.1", "/v1", Map.of());

  /** While it is positive, writing fails at random places. */
  private final AtomicLong faultsLeft = new AtomicLong();

  private final Random random = new Random(7);

  private final class Faulty extends LedgerWriter {
    Faulty(Path where) {
      super(queue, dropped, () -> owner(), where.toString(), 1, 30);
    }

    @Override
    DayFile fileIn(Path where) {
      if (faultsLeft.get() > 0) {
        fail();
      }
      return new FaultyFile(where);
    }
  }

  private LedgerOwner owner() {
    if (faultsLeft.get() > 0) {
      fail();
    }
    return Calls.OWNER;
  }

  private final class FaultyFile extends DayFile {
    FaultyFile(Path where) {
      super(where, "77");
    }

    @Override
    int write(ByteBuffer lines, FileChannel out) throws IOException {
      if (faultsLeft.get() > 0 && random.nextInt(4) == 0) {
        int limit = lines.limit();
        lines.limit(lines.position() + random.nextInt(lines.remaining()));
        super.write(lines, out);
        lines.limit(limit);
        fail();
      }
      return super.write(lines, out);
    }
  }

  private void fail() {
    switch ((int) faultsLeft.getAndDecrement() % 4) {
      case 1:
        throw new OutOfMemoryError("Java heap space");
      case 2:
        throw new StackOverflowError();
      case 3:
        throw new NoClassDefFoundError("gone");
      default:
        throw new IllegalStateException("broken");
    }
  }

  private LedgerWriter start(Path where) {
    LedgerWriter writer = new Faulty(where);
    Thread thread = new Thread(writer, "ledger-writer-test");
    thread.setDaemon(true);
    thread.start();
    return writer;
  }

  private void offer(int calls) {
    for (int i = 0; i < calls; i++) {
      if (queue.offer(new LedgerEntry(call, null)) < 0) {
        dropped.incrementAndGet();
      }
      if (i % 50 == 0) {
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(100));
      }
    }
  }

  private void awaitLines(LedgerWriter writer, int offered) {
    while (writer.recordsWritten() + dropped.get() < offered) {
      assertThat(Thread.interrupted()).as("the test's time-out").isFalse();
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  void writesOrCountsEachCallThroughAnyFaults() throws Exception {
    long errorsBefore = AgentErrors.total(AgentErrors.Stage.LEDGER);
    faultsLeft.set(12);
    LedgerWriter writer = start(folder);
    int offered = 0;
    while (faultsLeft.get() > 0 || offered < CALLS) {
      assertThat(Thread.interrupted()).as("the test's time-out").isFalse();
      offer(100);
      offered += 100;
    }
    awaitLines(writer, offered);

    assertThat(writer.recordsWritten() + dropped.get()).isEqualTo(offered);
    assertThat(Files.readString(folder.resolve(folder.toFile().list()[0])).lines())
        .filteredOn(line -> line.startsWith("{") && line.endsWith("}"))
        .hasSize((int) writer.recordsWritten());
    assertThat(AgentErrors.total(AgentErrors.Stage.LEDGER))
        .isGreaterThanOrEqualTo(errorsBefore + 12);
  }

  @Test
  void goesOnAfterACallThatCannotBeRendered() throws Exception {
    LedgerWriter writer = start(folder);
    queue.offer(new LedgerEntry(null, null));
    offer(3);
    awaitLines(writer, 4);
    assertThat(dropped).hasValue(1);
  }

  @Test
  void dropsAtTheExitWhatCannotBeWritten() throws Exception {
    Path noFolder = Files.writeString(folder.resolve("file"), "no folder");
    LedgerWriter writer = start(noFolder);
    offer(20);
    writer.requestDrain();
    writer.awaitDrained(60, TimeUnit.SECONDS);

    assertThat(dropped).hasValue(20);
    assertThat(writer.recordsWritten()).isZero();
  }
}
