package ai.holysheep.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExactCounterTest {
  private static final int DECIMALS = 7;

  private final ExactCounter counter =
      new ExactCounter(
          MetricDefinition.COST, DECIMALS, new String[] {"model"}, Labels.of("team", "cs"));

  private Map<String, Double> values() {
    return ((CounterSnapshot) counter.collect())
        .getDataPoints().stream()
            .collect(
                Collectors.toMap(
                    point -> point.getLabels().get("model"),
                    CounterSnapshot.CounterDataPointSnapshot::getValue));
  }

  /** Ten times 0.1 as a {@code double} is 0.9999999999999999. */
  @Test
  void addsWithoutRounding() {
    for (int i = 0; i < 10; i++) {
      counter.series("gpt-4.1").add(1_000_000);
    }

    assertThat(values()).containsExactly(Map.entry("gpt-4.1", 1.0));
  }

  @Test
  void exposesTheNearestDoubleOfASumBeyond64Bits() {
    for (int i = 0; i < 3; i++) {
      counter.series("gpt-4.1").add(Long.MAX_VALUE);
    }

    assertThat(values()).containsExactly(Map.entry("gpt-4.1", 2.7670116110564327e12));
  }

  @Test
  void hasOneSumForTheSameLabels() {
    counter.series("a").add(10_000_000);
    counter.series("a").add(10_000_000);
    counter.series("b").add(5_000_000);

    assertThat(values()).containsOnly(Map.entry("a", 2.0), Map.entry("b", 0.5));
  }

  @Test
  void exposesNoSeriesBeforeItIsLookedUp() {
    LazySeries<ExactSum> lazy = new LazySeries<>(counter, "a");
    assertThat(values()).isEmpty();

    lazy.get();
    assertThat(values()).containsExactly(Map.entry("a", 0.0));
  }

  @Test
  void hasTheConstantLabelsAndTheTimeOfTheFirstValue() {
    long before = System.currentTimeMillis();
    counter.series("a").add(1);

    CounterSnapshot.CounterDataPointSnapshot point =
        ((CounterSnapshot) counter.collect()).getDataPoints().get(0);
    assertThat((Object) point.getLabels()).isEqualTo(Labels.of("model", "a", "team", "cs"));
    assertThat(point.getCreatedTimestampMillis()).isBetween(before, System.currentTimeMillis());
  }
}
