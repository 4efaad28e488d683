package ai.holysheep.agent.metrics;

import static ai.holysheep.agent.metrics.LazySeries.setIfKnown;

import ai.holysheep.agent.exchange.RateLimits;
import java.util.concurrent.atomic.AtomicLong;

/** The gateway's limits for one model. Any thread may record. */
final class LimitSeries {
  private final LazySeries<AtomicLong> requestsRemaining;
  private final LazySeries<AtomicLong> requestsLimit;
  private final LazySeries<AtomicLong> tokensRemaining;
  private final LazySeries<AtomicLong> tokensLimit;
  private final LazySeries<AtomicLong> reset;
  private final LazySeries<AtomicLong> quotaRemaining;
  private final LazySeries<AtomicLong> quotaLimit;
  private final LazySeries<AtomicLong> retryAfter;

  LimitSeries(LimitMetrics metrics, String model) {
    requestsRemaining = new LazySeries<>(metrics.requestsRemaining, model);
    requestsLimit = new LazySeries<>(metrics.requestsLimit, model);
    tokensRemaining = new LazySeries<>(metrics.tokensRemaining, model);
    tokensLimit = new LazySeries<>(metrics.tokensLimit, model);
    reset = new LazySeries<>(metrics.reset, model);
    quotaRemaining = new LazySeries<>(metrics.quotaRemaining, model);
    quotaLimit = new LazySeries<>(metrics.quotaLimit, model);
    retryAfter = new LazySeries<>(metrics.retryAfter, model);
  }

  void record(RateLimits limits) {
    setIfKnown(requestsRemaining, limits.requestsRemaining);
    setIfKnown(requestsLimit, limits.requestsLimit);
    setIfKnown(tokensRemaining, limits.tokensRemaining);
    setIfKnown(tokensLimit, limits.tokensLimit);
    setIfKnown(reset, limits.resetSeconds);
    setIfKnown(quotaRemaining, limits.quotaRemaining);
    setIfKnown(quotaLimit, limits.quotaLimit);
    setIfKnown(retryAfter, limits.retryAfterSeconds);
  }
}
