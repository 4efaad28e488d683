package ai.holysheep.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusLabelsTest {
  private final ExactSum overflow = new ExactSum();
  private final StatusLabels statuses = new StatusLabels(overflow);

  private Set<Integer> admittedOf(int first, int last) {
    Set<Integer> admitted = new TreeSet<>();
    for (int status = first; status <= last; status++) {
      admitted.add(statuses.admit(status));
    }
    return admitted;
  }

  @ParameterizedTest
  @ValueSource(
      ints = {100, 103, 200, 204, 226, 301, 307, 308, 400, 401, 404, 418, 422, 429, 431, 444, 451})
  void registeredStatusesKeepTheirLabelAfterAnyNumberOfOthers(int status) {
    admittedOf(-1000, 70_000);

    assertThat(statuses.admit(status)).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(ints = {499, 500, 502, 503, 504, 511, 520, 521, 522, 524, 525, 526, 529, 530, 598})
  void statusesOfProxiesKeepTheirLabelToo(int status) {
    admittedOf(-1000, 70_000);

    assertThat(statuses.admit(status)).isEqualTo(status);
  }

  @Test
  void theFirstTwentyOthersHaveALabel() {
    assertThat(admittedOf(600, 619)).hasSize(20).doesNotContain(StatusLabels.OTHER);
    assertThat(admittedOf(620, 999)).containsExactly(StatusLabels.OTHER);
    assertThat(admittedOf(600, 619)).hasSize(20).doesNotContain(StatusLabels.OTHER);
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 1, 99, 1000, 60_000, Integer.MAX_VALUE})
  void whatHasNotThreeDigitsIsOther(int status) {
    assertThat(statuses.admit(status)).isEqualTo(StatusLabels.OTHER);
  }

  @Test
  void noResponseIsNotAStatus() {
    assertThat(statuses.admit(0)).isZero();
  }

  @Test
  void threadsTogetherAdmitTwentyOthers() throws InterruptedException {
    Set<Integer> admitted = new ConcurrentSkipListSet<>();
    Thread[] threads = new Thread[4];
    for (int t = 0; t < threads.length; t++) {
      int step = t % 2 == 0 ? 1 : -1;
      threads[t] =
          new Thread(
              () -> {
                for (int i = 0; i < 400; i++) {
                  admitted.add(statuses.admit(step > 0 ? 600 + i : 999 - i));
                }
              });
      threads[t].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    admitted.remove(StatusLabels.OTHER);

    assertThat(admitted).hasSizeLessThanOrEqualTo(20);
    assertThat(admittedOf(600, 999)).hasSize(21).containsAll(admitted);
  }
}
