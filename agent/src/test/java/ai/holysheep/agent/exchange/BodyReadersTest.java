package ai.holysheep.agent.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.config.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Attempts reuse the readers of earlier ones, and take over nothing that those have read. */
class BodyReadersTest {
  private static final int THREADS = 8;
  private static final int CALLS = 2_000;

  private final Queue<CallRecord> records = new ConcurrentLinkedQueue<>();
  private final Exchanges exchanges = new Exchanges(Config.load(null), null, records::add);

  @Test
  void attemptsOnManyThreadsKeepTheirModelsAndUsageApart() throws Exception {
    exchanges.install();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Callable<Void>> work = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int thread = i;
      work.add(() -> calls(thread * CALLS));
    }
    for (Future<Void> done : threads.invokeAll(work)) {
      done.get();
    }
    threads.shutdown();

    assertThat(records)
        .hasSize(THREADS * CALLS)
        .allMatch(record -> record.model.equals("m" + record.inputTokens));
    assertThat(exchanges.active()).isZero();
  }

  @Test
  void moreAttemptsAtOnceThanThePoolHoldsAreReadToo() {
    exchanges.install();
    List<Exchange> open = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      open.add(started(i));
    }
    open.forEach(Exchange::responseEnd);

    assertThat(records)
        .hasSize(200)
        .allMatch(record -> record.model.equals("m" + record.inputTokens));
  }

  private static Void calls(int from) {
    for (int i = from; i < from + CALLS; i++) {
      Exchange exchange = started(i);
      if (i % 3 == 0) {
        exchange.responseBodyClosed();
      }
      exchange.responseEnd();
    }
    return null;
  }

  private static Exchange started(int number) {
    Exchange exchange = Attempts.start("m" + number);
    exchange.responseHeaders(200, Attempts.headers());
    Attempts.receive(exchange, "{\"usage\":{\"prompt_tokens\":" + number + "}}");
    return exchange;
  }
}
