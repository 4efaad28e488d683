package ai.holysheep.agent.metrics;

import ai.holysheep.agent.exchange.CallRecord;
import ai.holysheep.agent.exchange.ErrorType;
import ai.holysheep.agent.pricing.Bill;
import ai.holysheep.agent.usage.Usage;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.datapoints.GaugeDataPoint;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The series of one value of the label {@code model}. Any thread may record. */
final class ModelSeries {
  private final Metrics metrics;
  private final String model;

  private final Series<DistributionDataPoint> duration;
  private final Series<DistributionDataPoint> firstToken;
  private final Series<DistributionDataPoint> upstream;
  private final Series<CounterDataPoint> input;
  private final Series<CounterDataPoint> output;
  private final Series<CounterDataPoint> cachedInput;
  private final Series<CounterDataPoint> cacheWriteInput;
  private final Series<CounterDataPoint> reasoningOutput;
  private final Series<CounterDataPoint> audioInput;
  private final Series<CounterDataPoint> audioOutput;
  private final Series<CounterDataPoint> unpriced;
  private final Series<CounterDataPoint> usageMissing;
  private final Series<CounterDataPoint> usageMismatch;
  private final Series<CounterDataPoint> retries;
  private final Series<CounterDataPoint> truncated;
  private final Series<GaugeDataPoint> remaining;
  private final Series<GaugeDataPoint> limit;
  private final Series<GaugeDataPoint> retryAfter;

  /** Replaced as a whole when another outcome is seen; there are few. */
  private volatile Outcome[] outcomes = new Outcome[0];

  ModelSeries(Metrics metrics, String model) {
    this.metrics = metrics;
    this.model = model;
    duration = new Series<>(metrics.duration, model);
    firstToken = new Series<>(metrics.firstToken, model);
    upstream = new Series<>(metrics.upstream, model);
    input = new Series<>(metrics.tokens, model, "input");
    output = new Series<>(metrics.tokens, model, "output");
    cachedInput = new Series<>(metrics.details, model, "cached_input");
    cacheWriteInput = new Series<>(metrics.details, model, "cache_write_input");
    reasoningOutput = new Series<>(metrics.details, model, "reasoning_output");
    audioInput = new Series<>(metrics.details, model, "audio_input");
    audioOutput = new Series<>(metrics.details, model, "audio_output");
    unpriced = new Series<>(metrics.unpriced, model);
    usageMissing = new Series<>(metrics.usageMissing, model);
    usageMismatch = new Series<>(metrics.usageMismatch, model);
    retries = new Series<>(metrics.retries, model);
    truncated = new Series<>(metrics.truncated, model);
    remaining = new Series<>(metrics.remaining, model);
    limit = new Series<>(metrics.limit, model);
    retryAfter = new Series<>(metrics.retryAfter, model);
  }

  void record(CallRecord call, @Nullable Bill bill) {
    requests(call).point().inc();
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
    add(input, call.inputTokens);
    add(output, call.outputTokens);
    Usage details = call.details;
    if (details != null) {
      add(cachedInput, details.cachedInput);
      add(cacheWriteInput, details.cacheWriteInput);
      add(reasoningOutput, details.reasoningOutput);
      add(audioInput, details.audioInput);
      add(audioOutput, details.audioOutput);
    }
  }

  private void charge(CallRecord call, @Nullable Bill bill) {
    if (bill != null) {
      metrics.cost.add(model, bill.total());
      count(unpriced, !bill.own && Math.max(call.inputTokens, 0) + call.outputTokens > 0);
    }
    if (call.reportedCost >= 0) {
      metrics.reportedCost.add(model, call.reportedCost);
    }
  }

  private Series<CounterDataPoint> requests(CallRecord call) {
    Outcome[] known = outcomes;
    for (Outcome outcome : known) {
      if (outcome.status == call.status && outcome.errorType == call.errorType) {
        return outcome.requests;
      }
    }
    Outcome added =
        new Outcome(
            call, new Series<>(metrics.requests, model, call.statusCode(), call.errorType.label()));
    Outcome[] more = Arrays.copyOf(known, known.length + 1);
    more[known.length] = added;
    // Of two threads that come here at once, one is forgotten, and adds its outcome another time:
    // both have the same data point.
    outcomes = more;
    return added.requests;
  }

  private static final class Outcome {
    final int status;
    final ErrorType errorType;
    final Series<CounterDataPoint> requests;

    Outcome(CallRecord call, Series<CounterDataPoint> requests) {
      status = call.status;
      errorType = call.errorType;
      this.requests = requests;
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
