package ai.holysheep.agent.metrics;

/** The metrics of attempts that do not have the labels of {@code metrics.labels}. */
final class ModelMetrics {
  final ExactHistogram duration;
  final ExactHistogram timeToFirstToken;
  final ExactHistogram upstreamDuration;
  final TransferMetrics transfer;
  final ExactCounter retries;
  final ExactCounter truncated;
  final ExactCounter incompleteStreams;
  final ExactCounter substitutions;

  final ExactCounter tokenDetails;
  final ExactCounter usageMissing;
  final ExactCounter usageMismatch;

  final CostMetrics costs;

  final LimitMetrics limits;

  ModelMetrics(MetricFactory factory, boolean withStreams) {
    duration = factory.histogram(MetricDefinition.REQUEST_DURATION);
    timeToFirstToken = factory.histogram(MetricDefinition.TIME_TO_FIRST_TOKEN);
    upstreamDuration = factory.histogram(MetricDefinition.UPSTREAM_DURATION);
    transfer = new TransferMetrics(factory, withStreams);
    retries = factory.counter(MetricDefinition.RETRIES);
    truncated = factory.counter(MetricDefinition.TRUNCATED);
    incompleteStreams = factory.counter(MetricDefinition.INCOMPLETE_STREAMS);
    substitutions = factory.counter(MetricDefinition.MODEL_SUBSTITUTIONS);

    tokenDetails = factory.counter(MetricDefinition.TOKEN_DETAILS);
    usageMissing = factory.counter(MetricDefinition.USAGE_MISSING);
    usageMismatch = factory.counter(MetricDefinition.USAGE_MISMATCH);

    costs = new CostMetrics(factory);

    limits = new LimitMetrics(factory);
  }
}
