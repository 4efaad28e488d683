package ai.holysheep.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactSumTest {
  private static final long SEED = 20261126;

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        1,
        (1L << 21) - 1,
        1L << 21,
        (1L << 42) - 1,
        1L << 42,
        1_000_000_000_000L,
        Long.MAX_VALUE - 1,
        Long.MAX_VALUE
      })
  void isExactBeyond64Bits(long amount) {
    ExactSum sum = new ExactSum();
    for (int i = 0; i < 1000; i++) {
      sum.add(amount);
    }

    assertThat(sum.sum()).isEqualTo(BigInteger.valueOf(amount).multiply(BigInteger.valueOf(1000)));
  }

  @Test
  void equalsTheSumOfBigIntegersForAmountsOfAllSizes() {
    Random random = new Random(SEED);
    ExactSum sum = new ExactSum();
    BigInteger expected = BigInteger.ZERO;
    for (int i = 0; i < 200_000; i++) {
      long amount = random.nextLong() >>> 1 + random.nextInt(63);
      sum.add(amount);
      expected = expected.add(BigInteger.valueOf(amount));
    }

    assertThat(sum.sum()).isEqualTo(expected);
  }

  @Test
  void refusesANegativeAmount() {
    ExactSum sum = new ExactSum();

    assertThatThrownBy(() -> sum.add(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> sum.add(Long.MIN_VALUE)).isInstanceOf(IllegalArgumentException.class);
    assertThat(sum.sum()).isZero();
  }

  /** A scrape that saw a smaller sum would be a restart of the counter to Prometheus. */
  @Test
  void neverFallsWhileThreadsAdd() throws InterruptedException {
    ExactSum sum = new ExactSum();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      Thread thread = new Thread(() -> addMany(sum));
      thread.start();
      threads.add(thread);
    }
    BigInteger last = BigInteger.ZERO;
    while (threads.stream().anyMatch(Thread::isAlive)) {
      BigInteger now = sum.sum();
      assertThat(now).isGreaterThanOrEqualTo(last);
      last = now;
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(sum.sum())
        .isEqualTo(BigInteger.valueOf(Long.MAX_VALUE).multiply(BigInteger.valueOf(400_000)));
  }

  private static void addMany(ExactSum sum) {
    for (int i = 0; i < 100_000; i++) {
      sum.add(Long.MAX_VALUE);
    }
  }
}
