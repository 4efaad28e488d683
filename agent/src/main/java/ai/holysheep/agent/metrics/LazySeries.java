package ai.holysheep.agent.metrics;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.datapoints.GaugeDataPoint;
import io.prometheus.metrics.core.metrics.StatefulMetric;
import org.jspecify.annotations.Nullable;

/**
 * One series of a metric, looked up at its first value: the look-up by labels allocates each time,
 * and a series without a value must not be exposed. Any thread may use it.
 */
final class LazySeries<D extends DataPoint> {
  private final StatefulMetric<D, ?> metric;
  private final String[] labelValues;
  private volatile @Nullable D dataPoint;

  LazySeries(StatefulMetric<D, ?> metric, String... labelValues) {
    this.metric = metric;
    this.labelValues = labelValues;
  }

  D dataPoint() {
    D known = dataPoint;
    if (known == null) {
      known = metric.labelValues(labelValues);
      dataPoint = known;
    }
    return known;
  }

  static void incrementIf(boolean happened, LazySeries<CounterDataPoint> counter) {
    if (happened) {
      counter.dataPoint().inc();
    }
  }

  /** Does nothing if the amount is negative, which means unknown. */
  static void addIfKnown(LazySeries<CounterDataPoint> counter, long amount) {
    if (amount >= 0) {
      counter.dataPoint().inc(amount);
    }
  }

  /** Does nothing if the value is negative, which means unknown. */
  static void setIfKnown(LazySeries<GaugeDataPoint> gauge, long value) {
    if (value >= 0) {
      gauge.dataPoint().set(value);
    }
  }

  /** Does nothing if the time is negative, which means unknown. */
  static void observeIfKnown(LazySeries<DistributionDataPoint> histogram, double seconds) {
    if (seconds >= 0) {
      histogram.dataPoint().observe(seconds);
    }
  }
}
