package ai.holysheep.agent.metrics;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.MetricType;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A metric whose series are looked up by their labels' values. Any thread may use it. client_java's
 * own metrics can wrap, and an {@code Error} inside its histogram makes every later scrape spin.
 *
 * @param <S> the value of one series
 */
abstract class SeriesMetric<S> implements Collector {
  final MetricMetadata metadata;
  private final MetricType type;
  private final String[] labelNames;
  private final Labels constantLabels;
  private final ConcurrentHashMap<Labels, S> series = new ConcurrentHashMap<>();

  SeriesMetric(
      MetricDefinition definition, MetricType type, String[] labelNames, Labels constantLabels) {
    this.type = type;
    this.labelNames = labelNames;
    this.constantLabels = constantLabels;
    metadata = new MetricMetadata(definition.metricName, definition.help);
  }

  /** The series with these values of the labels. It is exposed from then on. */
  final S series(String... labelValues) {
    Labels labels = constantLabels.merge(labelNames, labelValues);
    S known = series.get(labels);
    if (known != null) {
      return known;
    }
    // Not computeIfAbsent: on JDK 8 a StackOverflowError inside it can leave a bin of the map in
    // which every later call spins.
    S added = newSeries();
    S other = series.putIfAbsent(labels, added);
    return other == null ? added : other;
  }

  abstract S newSeries();

  @Override
  public final MetricSnapshot collect() {
    return snapshot(series);
  }

  abstract MetricSnapshot snapshot(Map<Labels, S> allSeries);

  @Override
  public final MetricFamilyDescriptor getMetricFamilyDescriptor() {
    Set<String> names = new HashSet<>();
    for (String name : labelNames) {
      names.add(name);
    }
    for (int i = 0; i < constantLabels.size(); i++) {
      names.add(constantLabels.getName(i));
    }
    return MetricFamilyDescriptor.of(type, metadata, names);
  }
}
