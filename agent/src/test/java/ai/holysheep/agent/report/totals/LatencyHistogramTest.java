package ai.holysheep.agent.report.totals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyHistogramTest {
  private static final double MAX_ERROR = 0.004;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 100, 127, 128, 129, 1000, 100_000})
  void quantilesAreWithinTheErrorForAnyOrderAndAnyParts(int count) {
    SplittableRandom random = new SplittableRandom(count);
    long[] micros = random.longs(count, 0, 41).map(bits -> random.nextLong(1L << bits)).toArray();
    LatencyHistogram whole = new LatencyHistogram();
    LatencyHistogram[] parts = {
      new LatencyHistogram(), new LatencyHistogram(), new LatencyHistogram()
    };
    for (int i = count - 1; i >= 0; i--) {
      parts[random.nextInt(3)].add(micros[i]);
    }
    Arrays.stream(micros).forEach(whole::add);
    LatencyHistogram merged = new LatencyHistogram();
    Arrays.stream(parts).forEach(merged::addAll);
    assertThat(merged.mean()).isEqualTo(whole.mean());

    Arrays.sort(micros);
    for (int percent : new int[] {1, 50, 95, 99, 100}) {
      double exact = micros[(int) Math.ceil(percent / 100d * count) - 1] / 1000d;
      double allowed = count <= LatencyHistogram.MAX_EXACT ? 0 : exact * MAX_ERROR;
      assertThat(whole.quantile(percent).doubleValue()).isCloseTo(exact, within(allowed));
      assertThat(merged.quantile(percent)).isEqualTo(whole.quantile(percent));
    }
  }

  @Test
  void takesTheLongestAndTheShortestLatency() {
    LatencyHistogram latencies = new LatencyHistogram();
    long longest = Long.MAX_VALUE;
    for (int i = 0; i < 200; i++) {
      latencies.add(i % 2 == 0 ? 0 : longest);
    }
    double millis = longest / 1000d;
    assertThat(latencies.mean())
        .isEqualTo(
            BigDecimal.valueOf(longest)
                .movePointLeft(3)
                .divide(BigDecimal.valueOf(2), 3, RoundingMode.HALF_UP));
    assertThat(latencies.quantile(50)).isZero();
    assertThat(latencies.quantile(99).doubleValue()).isCloseTo(millis, within(millis * MAX_ERROR));
  }

  @Test
  void hasNeitherMeanNorQuantileWithoutValues() {
    assertThat(new LatencyHistogram().mean()).isNull();
    assertThat(new LatencyHistogram().quantile(50)).isNull();
  }
}
