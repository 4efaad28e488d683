package ai.holysheep.agent.metrics;

/** What models cost: by part, in vain, and beside what their answers reported. */
final class CostMetrics {
  final ExactCounter details;
  final ExactCounter waste;
  final ExactCounter reported;
  final ExactCounter compared;
  final ExactCounter comparedReported;
  final ExactCounter unpriced;

  CostMetrics(MetricFactory factory) {
    details = factory.costCounter(MetricDefinition.COST_DETAILS);
    waste = factory.costCounter(MetricDefinition.WASTE);
    reported = factory.costCounter(MetricDefinition.REPORTED_COST);
    compared = factory.costCounter(MetricDefinition.COMPARED_COST);
    comparedReported = factory.costCounter(MetricDefinition.COMPARED_REPORTED_COST);
    unpriced = factory.counter(MetricDefinition.UNPRICED_REQUESTS);
  }
}
