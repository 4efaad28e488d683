package ai.holysheep.agent.exchange.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AnswerMemoryTest {
  private final AnswerMemory memory = new AnswerMemory();

  private boolean bill(String id) {
    return memory.bill(AnswerMemory.key(id));
  }

  @Test
  void anIdIsBilledOnce() {
    assertThat(bill("resp_1")).isTrue();
    assertThat(bill("resp_1")).isFalse();
    assertThat(bill("resp_2")).isTrue();
    assertThat(bill("")).isTrue();
    assertThat(bill("")).isFalse();
  }

  @Test
  void whatIsAwaitedIsBilledOnce() {
    long key = AnswerMemory.key("resp_1");
    memory.addAwaited(key);
    assertThat(memory.isAwaited(key)).isTrue();
    assertThat(memory.bill(key)).isTrue();
    memory.addAwaited(key);

    assertThat(memory.isAwaited(key)).isFalse();
    assertThat(memory.bill(key)).isFalse();
  }

  @Test
  void eachOfTwoIdsIsEnough() {
    assertThat(memory.bill(AnswerMemory.key("a"), AnswerMemory.key("b"))).isTrue();
    assertThat(bill("a")).isFalse();
    assertThat(memory.bill(AnswerMemory.key("c"), AnswerMemory.key("b"))).isFalse();
  }

  @Test
  void theLastThreeThousandAreKnownAndWhatIsInUseStays() {
    bill("polled");
    for (int i = 0; i < 100_000; i++) {
      assertThat(bill("resp_" + i)).isTrue();
      if (i % 1000 == 0) {
        assertThat(bill("polled")).isFalse();
      }
    }
    int known = 0;
    for (int i = 97_000; i < 100_000; i++) {
      known += bill("resp_" + i) ? 0 : 1;
    }
    assertThat(known).isGreaterThan(2990);
    assertThat(bill("resp_0")).as("it made room").isTrue();
  }

  @Test
  void twoThreadsThatShowOneAnswerBillItOnce() throws Exception {
    int threads = 4;
    int ids = 20_000;
    AtomicInteger billed = new AtomicInteger();
    CountDownLatch ready = new CountDownLatch(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    for (int t = 0; t < threads; t++) {
      pool.execute(
          () -> {
            ready.countDown();
            try {
              ready.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            for (int i = 0; i < ids; i++) {
              billed.addAndGet(bill("resp_" + i % 2000) ? 1 : 0);
            }
          });
    }
    pool.shutdown();

    assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    assertThat(billed).hasValue(2000);
  }
}
