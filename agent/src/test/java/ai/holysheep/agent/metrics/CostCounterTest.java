package ai.holysheep.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.pricing.Cost;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CostCounterTest {
  private static Map<String, Double> millicents(CostCounter counter) {
    Map<String, Double> collected = new TreeMap<>();
    counter.collect((millicents, labels) -> collected.put(String.join(",", labels), millicents));
    return collected;
  }

  /** Ten times 0.1 as a {@code double} is 0.9999999999999999. */
  @Test
  void addsWithoutRounding() {
    CostCounter counter = new CostCounter();
    CostCounter.Series series = counter.series("gpt-4.1");
    for (int i = 0; i < 10; i++) {
      series.add(Cost.PICODOLLARS_PER_MILLICENT / 10);
    }

    assertThat(millicents(counter)).containsExactly(Map.entry("gpt-4.1", 1.0));
  }

  @Test
  void twoSeriesOfTheSameLabelsHaveOneSum() {
    CostCounter counter = new CostCounter();
    counter.series("a", "b").add(Cost.PICODOLLARS_PER_MILLICENT);
    counter.series("a", "b").add(Cost.PICODOLLARS_PER_MILLICENT);

    assertThat(millicents(counter)).containsExactly(Map.entry("a,b", 2.0));
  }

  @Test
  void exposesNoSeriesWithoutAnAmount() {
    CostCounter counter = new CostCounter();
    counter.series("a");

    assertThat(millicents(counter)).isEmpty();
  }
}
