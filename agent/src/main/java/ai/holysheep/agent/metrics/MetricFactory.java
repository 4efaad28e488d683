package ai.holysheep.agent.metrics;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.config.Option;
import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.core.metrics.MetricWithFixedMetadata;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Map;
import java.util.function.Consumer;

/** Builds each metric from its definition and registers it in one registry. */
final class MetricFactory {
  final PrometheusRegistry registry = new PrometheusRegistry();
  final PrometheusProperties properties = PrometheusProperties.builder().build();
  final Labels constantLabels;
  private final double[] buckets;

  MetricFactory(Config config) {
    constantLabels = labels(config.labels());
    buckets = config.get(Option.METRICS_BUCKETS, double[].class);
  }

  private static Labels labels(Map<String, String> pairs) {
    Labels labels = Labels.EMPTY;
    for (Map.Entry<String, String> pair : pairs.entrySet()) {
      labels = labels.merge(Labels.of(pair.getKey(), pair.getValue()));
    }
    return labels;
  }

  Counter counter(MetricDefinition metric, String... extraLabelNames) {
    return defined(Counter.builder(properties), metric, extraLabelNames)
        .withoutExemplars()
        .register(registry);
  }

  Gauge gauge(MetricDefinition metric) {
    return defined(Gauge.builder(properties), metric).withoutExemplars().register(registry);
  }

  Histogram histogram(MetricDefinition metric) {
    return defined(Histogram.builder(properties), metric)
        .classicUpperBounds(buckets)
        .withoutExemplars()
        .register(registry);
  }

  Info info(MetricDefinition metric) {
    return defined(Info.builder(properties), metric).register(registry);
  }

  CostCounter costCounter(MetricDefinition metric, String... extraLabelNames) {
    CostCounter counter = new CostCounter();
    callbackCounter(metric, counter::collect, extraLabelNames);
    return counter;
  }

  /** A counter whose values a scrape asks {@code callback} for. */
  void callbackCounter(
      MetricDefinition metric,
      Consumer<CounterWithCallback.Callback> callback,
      String... extraLabelNames) {
    defined(CounterWithCallback.builder(properties), metric, extraLabelNames)
        .callback(callback)
        .register(registry);
  }

  /** A gauge whose values a scrape asks {@code callback} for. */
  void callbackGauge(MetricDefinition metric, Consumer<GaugeWithCallback.Callback> callback) {
    defined(GaugeWithCallback.builder(properties), metric).callback(callback).register(registry);
  }

  private <B extends MetricWithFixedMetadata.Builder<B, ?>> B defined(
      B builder, MetricDefinition metric, String... extraLabelNames) {
    return builder
        .name(metric.metricName)
        .help(metric.help)
        .labelNames(ExtraLabels.concat(metric.labelNames(), extraLabelNames))
        .constLabels(constantLabels);
  }
}
