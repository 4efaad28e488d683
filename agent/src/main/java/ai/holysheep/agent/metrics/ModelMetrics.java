package ai.holysheep.agent.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;

/** The metrics of attempts that do not have the labels of {@code metrics.labels}. */
final class ModelMetrics {
  final Histogram duration;
  final Histogram timeToFirstToken;
  final Histogram upstreamDuration;
  final Counter retries;
  final Counter truncated;
  final Counter substitutions;

  final Counter tokenDetails;
  final Counter usageMissing;
  final Counter usageMismatch;

  final CostCounter reportedCost;
  final Counter unpriced;

  final Gauge rateLimitRemaining;
  final Gauge rateLimit;
  final Gauge retryAfter;

  ModelMetrics(MetricFactory factory) {
    duration = factory.histogram(MetricDefinition.REQUEST_DURATION);
    timeToFirstToken = factory.histogram(MetricDefinition.TIME_TO_FIRST_TOKEN);
    upstreamDuration = factory.histogram(MetricDefinition.UPSTREAM_DURATION);
    retries = factory.counter(MetricDefinition.RETRIES);
    truncated = factory.counter(MetricDefinition.TRUNCATED);
    substitutions = factory.counter(MetricDefinition.MODEL_SUBSTITUTIONS);

    tokenDetails = factory.counter(MetricDefinition.TOKEN_DETAILS);
    usageMissing = factory.counter(MetricDefinition.USAGE_MISSING);
    usageMismatch = factory.counter(MetricDefinition.USAGE_MISMATCH);

    reportedCost = factory.costCounter(MetricDefinition.REPORTED_COST);
    unpriced = factory.counter(MetricDefinition.UNPRICED_REQUESTS);

    rateLimitRemaining = factory.gauge(MetricDefinition.RATELIMIT_REMAINING);
    rateLimit = factory.gauge(MetricDefinition.RATELIMIT_LIMIT);
    retryAfter = factory.gauge(MetricDefinition.RETRY_AFTER);
  }
}
