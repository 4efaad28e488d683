package ai.holysheep.agent.metrics;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads the values of counters. */
final class CounterValues {
  private CounterValues() {}

  /**
   * The values of a counter by one of its labels; empty if it has no series.
   *
   * @param name without {@code _total}
   */
  static Map<String, Double> of(PrometheusRegistry registry, String name, String label) {
    for (MetricSnapshot metric : registry.scrape()) {
      if (metric.getMetadata().getName().equals(name)) {
        return ((CounterSnapshot) metric)
            .getDataPoints().stream()
                .collect(
                    Collectors.toMap(
                        point -> String.valueOf(point.getLabels().get(label)),
                        CounterSnapshot.CounterDataPointSnapshot::getValue,
                        Double::sum,
                        TreeMap::new));
      }
    }
    return Map.of();
  }
}
