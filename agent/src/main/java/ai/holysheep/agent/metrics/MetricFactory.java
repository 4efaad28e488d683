package ai.holysheep.agent.metrics;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.config.Option;
import ai.holysheep.agent.pricing.Cost;
import ai.holysheep.agent.usage.BoundedText;
import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.core.metrics.MetricWithFixedMetadata;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Map;
import java.util.function.Consumer;

/** Builds each metric from its definition and registers it in one registry. */
final class MetricFactory {
  final PrometheusRegistry registry = new GuardedRegistry();
  final PrometheusProperties properties = PrometheusProperties.builder().build();
  final Labels constantLabels;
  private final HistogramBounds bounds;

  MetricFactory(Config config) {
    constantLabels = labels(config.labels());
    bounds = new HistogramBounds(config.get(Option.METRICS_BUCKETS, double[].class));
  }

  private static Labels labels(Map<String, String> pairs) {
    Labels labels = Labels.EMPTY;
    for (Map.Entry<String, String> pair : pairs.entrySet()) {
      String value = BoundedText.of(pair.getValue(), Integer.MAX_VALUE);
      labels = labels.merge(Labels.of(pair.getKey(), value));
    }
    return labels;
  }

  ExactCounter counter(MetricDefinition metric, String... extraLabelNames) {
    return counter(metric, 0, extraLabelNames);
  }

  /** A counter that adds picodollars, and exposes millicents. */
  ExactCounter costCounter(MetricDefinition metric, String... extraLabelNames) {
    return counter(metric, Cost.MILLICENT_DECIMALS, extraLabelNames);
  }

  private ExactCounter counter(MetricDefinition metric, int decimals, String[] extraLabelNames) {
    String[] names = ExtraLabels.concat(metric.labelNames(), extraLabelNames);
    return registered(new ExactCounter(metric, decimals, names, constantLabels));
  }

  LastValueGauge gauge(MetricDefinition metric) {
    return registered(new LastValueGauge(metric, metric.labelNames(), constantLabels));
  }

  /** A histogram of seconds. */
  ExactHistogram histogram(MetricDefinition metric) {
    return histogram(metric, bounds);
  }

  ExactHistogram histogram(MetricDefinition metric, HistogramBounds bounds) {
    return registered(new ExactHistogram(metric, bounds, metric.labelNames(), constantLabels));
  }

  private <M extends SeriesMetric<?>> M registered(M metric) {
    registry.register(metric);
    return metric;
  }

  Info info(MetricDefinition metric) {
    return defined(Info.builder(properties), metric).register(registry);
  }

  /** A counter whose values a scrape asks {@code callback} for. */
  void callbackCounter(MetricDefinition metric, Consumer<CounterWithCallback.Callback> callback) {
    defined(CounterWithCallback.builder(properties), metric).callback(callback).register(registry);
  }

  /** A gauge whose values a scrape asks {@code callback} for. */
  void callbackGauge(MetricDefinition metric, Consumer<GaugeWithCallback.Callback> callback) {
    defined(GaugeWithCallback.builder(properties), metric).callback(callback).register(registry);
  }

  private <B extends MetricWithFixedMetadata.Builder<B, ?>> B defined(
      B builder, MetricDefinition metric) {
    return builder
        .name(metric.metricName)
        .help(metric.help)
        .labelNames(metric.labelNames())
        .constLabels(constantLabels);
  }
}
