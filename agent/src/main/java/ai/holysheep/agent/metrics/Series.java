package ai.holysheep.agent.metrics;

import io.prometheus.metrics.core.datapoints.DataPoint;
import io.prometheus.metrics.core.metrics.StatefulMetric;
import org.jspecify.annotations.Nullable;

/**
 * One series of a metric, looked up when it is first needed: the look-up by labels allocates with
 * each call, and a series that nothing was recorded for must not show. Thread-safe.
 */
final class Series<D extends DataPoint> {
  private final StatefulMetric<D, ?> metric;
  private final String[] labels;
  private volatile @Nullable D point;

  Series(StatefulMetric<D, ?> metric, String... labels) {
    this.metric = metric;
    this.labels = labels;
  }

  D point() {
    D known = point;
    if (known == null) {
      known = metric.labelValues(labels);
      point = known;
    }
    return known;
  }
}
