package ai.holysheep.agent.metrics;

import static ai.holysheep.agent.metrics.LazySeries.addIfKnown;
import static ai.holysheep.agent.metrics.LazySeries.incrementIf;
import static ai.holysheep.agent.metrics.LazySeries.observeIfKnown;
import static ai.holysheep.agent.metrics.LazySeries.setIfKnown;

import ai.holysheep.agent.exchange.CallRecord;
import ai.holysheep.agent.pricing.Cost;
import ai.holysheep.agent.usage.TokenDetail;
import ai.holysheep.agent.usage.Usage;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.datapoints.GaugeDataPoint;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All series of one model. Any thread may record. */
final class ModelSeries {
  private static final TokenDetail[] DETAILS = TokenDetail.values();

  private final String model;
  private final CallMetrics callMetrics;

  private final LazySeries<DistributionDataPoint> duration;
  private final LazySeries<DistributionDataPoint> timeToFirstToken;
  private final LazySeries<DistributionDataPoint> upstreamDuration;
  private final LazySeries<CounterDataPoint> retries;
  private final LazySeries<CounterDataPoint> truncated;

  private final Map<TokenDetail, LazySeries<CounterDataPoint>> tokenDetails =
      new EnumMap<>(TokenDetail.class);
  private final LazySeries<CounterDataPoint> usageMissing;
  private final LazySeries<CounterDataPoint> usageMismatch;

  private final CostCounter.Series reportedCost;
  private final LazySeries<CounterDataPoint> unpriced;

  private final LazySeries<GaugeDataPoint> rateLimitRemaining;
  private final LazySeries<GaugeDataPoint> rateLimit;
  private final LazySeries<GaugeDataPoint> retryAfter;

  private final CallSeries withoutExtraLabels;
  private final Map<List<String>, CallSeries> byExtraValues = new ConcurrentHashMap<>();

  ModelSeries(CallMetrics callMetrics, ModelMetrics metrics, String model) {
    this.callMetrics = callMetrics;
    this.model = model;

    duration = new LazySeries<>(metrics.duration, model);
    timeToFirstToken = new LazySeries<>(metrics.timeToFirstToken, model);
    upstreamDuration = new LazySeries<>(metrics.upstreamDuration, model);
    retries = new LazySeries<>(metrics.retries, model);
    truncated = new LazySeries<>(metrics.truncated, model);

    for (TokenDetail detail : DETAILS) {
      tokenDetails.put(detail, new LazySeries<>(metrics.tokenDetails, model, detail.label()));
    }
    usageMissing = new LazySeries<>(metrics.usageMissing, model);
    usageMismatch = new LazySeries<>(metrics.usageMismatch, model);

    reportedCost = metrics.reportedCost.series(model);
    unpriced = new LazySeries<>(metrics.unpriced, model);

    rateLimitRemaining = new LazySeries<>(metrics.rateLimitRemaining, model);
    rateLimit = new LazySeries<>(metrics.rateLimit, model);
    retryAfter = new LazySeries<>(metrics.retryAfter, model);

    withoutExtraLabels = new CallSeries(callMetrics, model, new String[0]);
  }

  void record(CallRecord call, @Nullable Cost cost) {
    callSeries(call).record(call, cost);
    duration.dataPoint().observe(call.seconds);
    observeIfKnown(timeToFirstToken, call.secondsToFirstToken);
    observeIfKnown(upstreamDuration, call.upstreamSeconds);
    incrementIf(call.retry, retries);
    incrementIf(call.truncated, truncated);
    recordUsage(call);
    recordCost(call, cost);
    setIfKnown(rateLimitRemaining, call.ratelimitRemaining);
    setIfKnown(rateLimit, call.ratelimitLimit);
    setIfKnown(retryAfter, call.retryAfterSeconds);
  }

  private CallSeries callSeries(CallRecord call) {
    if (callMetrics.extraLabels.isEmpty()) {
      return withoutExtraLabels;
    }
    String[] extraValues = callMetrics.extraLabels.values(call);
    return byExtraValues.computeIfAbsent(
        Arrays.asList(extraValues), unused -> new CallSeries(callMetrics, model, extraValues));
  }

  private void recordUsage(CallRecord call) {
    incrementIf(call.usageMissing, usageMissing);
    incrementIf(call.usageMismatch, usageMismatch);
    Usage usage = call.details;
    if (usage != null) {
      for (TokenDetail detail : DETAILS) {
        addIfKnown(Objects.requireNonNull(tokenDetails.get(detail)), usage.detail(detail));
      }
    }
  }

  private void recordCost(CallRecord call, @Nullable Cost cost) {
    if (cost != null) {
      boolean hasTokens = Math.max(call.inputTokens, 0) + call.outputTokens > 0;
      incrementIf(!cost.hasOwnPrice && hasTokens, unpriced);
    }
    if (call.reportedCost >= 0) {
      reportedCost.add(call.reportedCost);
    }
  }
}
