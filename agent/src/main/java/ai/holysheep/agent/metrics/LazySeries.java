package ai.holysheep.agent.metrics;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One series of a metric, looked up at its first value: the look-up by labels allocates each time,
 * and a series without a value must not be exposed. Any thread may use it.
 *
 * @param <S> the value of one series
 */
final class LazySeries<S> {
  private final SeriesMetric<S> metric;
  private final String[] labelValues;
  private volatile @Nullable S series;

  LazySeries(SeriesMetric<S> metric, String... labelValues) {
    this.metric = metric;
    this.labelValues = labelValues;
  }

  S get() {
    S known = series;
    if (known == null) {
      known = metric.series(labelValues);
      series = known;
    }
    return known;
  }

  static void incrementIf(boolean happened, LazySeries<ExactSum> counter) {
    if (happened) {
      counter.get().add(1);
    }
  }

  /** Does nothing if the amount is negative, which means unknown. */
  static void addIfKnown(LazySeries<ExactSum> counter, long amount) {
    if (amount >= 0) {
      counter.get().add(amount);
    }
  }

  /** Does nothing if the value is negative, which means unknown. */
  static void setIfKnown(LazySeries<AtomicLong> gauge, double value) {
    if (value >= 0) {
      gauge.get().set(Double.doubleToRawLongBits(value));
    }
  }

  /** Does nothing if the value is negative, which means unknown. */
  static void observeIfKnown(LazySeries<HistogramCells> histogram, double value) {
    if (value >= 0) {
      histogram.get().observe(value);
    }
  }
}
