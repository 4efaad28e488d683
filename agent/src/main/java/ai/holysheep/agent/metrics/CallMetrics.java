package ai.holysheep.agent.metrics;

import io.prometheus.metrics.core.metrics.Counter;

/** Requests, tokens and cost: the metrics that also have the labels of {@code metrics.labels}. */
final class CallMetrics {
  final ExtraLabels extraLabels;
  final Counter requests;
  final Counter tokens;
  final CostCounter cost;

  CallMetrics(MetricFactory factory, ExtraLabels extraLabels) {
    this.extraLabels = extraLabels;
    requests = factory.counter(MetricDefinition.REQUESTS, extraLabels.names());
    tokens = factory.counter(MetricDefinition.TOKENS, extraLabels.names());
    cost = factory.costCounter(MetricDefinition.COST, extraLabels.names());
  }
}
