package ai.holysheep.agent.metrics;

/** Requests, tokens and cost: the metrics that also have the labels of {@code metrics.labels}. */
final class CallMetrics {
  final ExtraLabels extraLabels;
  final StatusLabels statuses;
  final ExactCounter requests;
  final ExactCounter tokens;
  final ExactCounter cost;

  CallMetrics(MetricFactory factory, ExtraLabels extraLabels, ExactCounter labelOverflow) {
    this.extraLabels = extraLabels;
    statuses = new StatusLabels(labelOverflow.series(LabelNames.STATUS_CODE));
    requests = factory.counter(MetricDefinition.REQUESTS, extraLabels.names());
    tokens = factory.counter(MetricDefinition.TOKENS, extraLabels.names());
    cost = factory.costCounter(MetricDefinition.COST, extraLabels.names());
  }
}
