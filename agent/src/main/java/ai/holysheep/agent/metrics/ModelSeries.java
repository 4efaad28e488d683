package ai.holysheep.agent.metrics;

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
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The series of one value of the label {@code model}. Any thread may record. */
final class ModelSeries {
  private static final TokenDetail[] DETAILS = TokenDetail.values();

  private final Metrics metrics;
  private final String model;

  private final Series<DistributionDataPoint> duration;
  private final Series<DistributionDataPoint> firstToken;
  private final Series<DistributionDataPoint> upstream;
  private final Map<TokenDetail, Series<CounterDataPoint>> details =
      new EnumMap<>(TokenDetail.class);
  private final Series<CounterDataPoint> unpriced;
  private final Series<CounterDataPoint> usageMissing;
  private final Series<CounterDataPoint> usageMismatch;
  private final Series<CounterDataPoint> retries;
  private final Series<CounterDataPoint> truncated;
  private final Series<GaugeDataPoint> remaining;
  private final Series<GaugeDataPoint> limit;
  private final Series<GaugeDataPoint> retryAfter;

  /** Where there are no extra labels. */
  private final CallSeries plain;

  private final Map<List<String>, CallSeries> byExtraLabels = new ConcurrentHashMap<>();
  private volatile @Nullable LongAdder reportedCost;

  ModelSeries(Metrics metrics, String model) {
    this.metrics = metrics;
    this.model = model;
    duration = new Series<>(metrics.duration, model);
    firstToken = new Series<>(metrics.firstToken, model);
    upstream = new Series<>(metrics.upstream, model);
    plain = new CallSeries(metrics, model, new String[0]);
    for (TokenDetail detail : DETAILS) {
      details.put(detail, new Series<>(metrics.details, model, detail.label()));
    }
    unpriced = new Series<>(metrics.unpriced, model);
    usageMissing = new Series<>(metrics.usageMissing, model);
    usageMismatch = new Series<>(metrics.usageMismatch, model);
    retries = new Series<>(metrics.retries, model);
    truncated = new Series<>(metrics.truncated, model);
    remaining = new Series<>(metrics.remaining, model);
    limit = new Series<>(metrics.limit, model);
    retryAfter = new Series<>(metrics.retryAfter, model);
  }

  void record(CallRecord call, @Nullable Cost bill) {
    calls(call).record(call, bill);
    duration.point().observe(call.seconds);
    observe(firstToken, call.secondsToFirstToken);
    observe(upstream, call.upstreamSeconds);
    recordUsage(call);
    charge(call, bill);
    set(remaining, call.ratelimitRemaining);
    set(limit, call.ratelimitLimit);
    set(retryAfter, call.retryAfterSeconds);
    count(retries, call.retry);
    count(truncated, call.truncated);
    count(usageMissing, call.usageMissing);
    count(usageMismatch, call.usageMismatch);
  }

  private void recordUsage(CallRecord call) {
    Usage usage = call.details;
    if (usage != null) {
      for (TokenDetail detail : DETAILS) {
        add(Objects.requireNonNull(details.get(detail)), usage.detail(detail));
      }
    }
  }

  private CallSeries calls(CallRecord call) {
    if (metrics.extraLabels.none()) {
      return plain;
    }
    String[] extra = metrics.extraLabels.of(call);
    return byExtraLabels.computeIfAbsent(
        Arrays.asList(extra), unused -> new CallSeries(metrics, model, extra));
  }

  private void charge(CallRecord call, @Nullable Cost bill) {
    if (bill != null) {
      count(unpriced, !bill.hasOwnPrice && Math.max(call.inputTokens, 0) + call.outputTokens > 0);
    }
    if (call.reportedCost >= 0) {
      LongAdder known = reportedCost;
      if (known == null) {
        known = metrics.reportedCost.sum(model);
        reportedCost = known;
      }
      known.add(call.reportedCost);
    }
  }

  private static void add(Series<CounterDataPoint> counter, long amount) {
    if (amount >= 0) {
      counter.point().inc(amount);
    }
  }

  private static void count(Series<CounterDataPoint> counter, boolean happened) {
    if (happened) {
      counter.point().inc();
    }
  }

  private static void observe(Series<DistributionDataPoint> histogram, double seconds) {
    if (seconds >= 0) {
      histogram.point().observe(seconds);
    }
  }

  private static void set(Series<GaugeDataPoint> gauge, long value) {
    if (value >= 0) {
      gauge.point().set(value);
    }
  }
}
