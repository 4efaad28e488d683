package ai.holysheep.agent.metrics;

import ai.holysheep.agent.pricing.Cost;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A counter of exact cost: it adds whole picodollars, and only their sum becomes the {@code double}
 * that the exposition needs. A counter that adds doubles would drift.
 */
final class CostCounter {
  private static final BigDecimal PICODOLLARS_PER_MILLICENT =
      BigDecimal.valueOf(Cost.PICODOLLARS_PER_MILLICENT);

  private final ConcurrentHashMap<List<String>, LongAdder> sums = new ConcurrentHashMap<>();

  Series series(String... labelValues) {
    return new Series(sums, Arrays.asList(labelValues));
  }

  /** Passes each series' sum to a scrape, in millicents. */
  void collect(CounterWithCallback.Callback counter) {
    sums.forEach(
        (labelValues, sum) ->
            counter.call(millicents(sum.sum()), labelValues.toArray(new String[0])));
  }

  private static double millicents(long picodollars) {
    return BigDecimal.valueOf(picodollars).divide(PICODOLLARS_PER_MILLICENT).doubleValue();
  }

  /** One series, exposed from its first amount on. Any thread may add. */
  static final class Series {
    private final ConcurrentHashMap<List<String>, LongAdder> sums;
    private final List<String> labelValues;
    private volatile @Nullable LongAdder sum;

    private Series(ConcurrentHashMap<List<String>, LongAdder> sums, List<String> labelValues) {
      this.sums = sums;
      this.labelValues = labelValues;
    }

    void add(long picodollars) {
      LongAdder known = sum;
      if (known == null) {
        known = sums.computeIfAbsent(labelValues, unused -> new LongAdder());
        sum = known;
      }
      known.add(picodollars);
    }
  }
}
