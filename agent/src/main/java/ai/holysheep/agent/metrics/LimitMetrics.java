package ai.holysheep.agent.metrics;

/** What the gateway last said about its limits. */
final class LimitMetrics {
  final LastValueGauge requestsRemaining;
  final LastValueGauge requestsLimit;
  final LastValueGauge tokensRemaining;
  final LastValueGauge tokensLimit;
  final LastValueGauge reset;
  final LastValueGauge quotaRemaining;
  final LastValueGauge quotaLimit;
  final LastValueGauge retryAfter;

  LimitMetrics(MetricFactory factory) {
    requestsRemaining = factory.gauge(MetricDefinition.RATELIMIT_REMAINING);
    requestsLimit = factory.gauge(MetricDefinition.RATELIMIT_LIMIT);
    tokensRemaining = factory.gauge(MetricDefinition.RATELIMIT_TOKENS_REMAINING);
    tokensLimit = factory.gauge(MetricDefinition.RATELIMIT_TOKENS_LIMIT);
    reset = factory.gauge(MetricDefinition.RATELIMIT_RESET);
    quotaRemaining = factory.gauge(MetricDefinition.QUOTA_REMAINING);
    quotaLimit = factory.gauge(MetricDefinition.QUOTA_LIMIT);
    retryAfter = factory.gauge(MetricDefinition.RETRY_AFTER);
  }
}
