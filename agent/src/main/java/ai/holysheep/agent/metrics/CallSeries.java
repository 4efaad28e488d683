package ai.holysheep.agent.metrics;

import static ai.holysheep.agent.metrics.LazySeries.addIfKnown;

import ai.holysheep.agent.exchange.CallRecord;
import ai.holysheep.agent.exchange.ErrorType;
import ai.holysheep.agent.pricing.Cost;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Requests, tokens and cost of one model and one combination of extra labels' values. Any thread
 * may record.
 */
final class CallSeries {
  private final CallMetrics metrics;
  private final String model;
  private final String[] extraValues;
  private final LazySeries<CounterDataPoint> inputTokens;
  private final LazySeries<CounterDataPoint> outputTokens;
  private final CostCounter.Series cost;

  /** Replaced as a whole when another outcome is seen; there are few. */
  private volatile Outcome[] outcomes = new Outcome[0];

  CallSeries(CallMetrics metrics, String model, String[] extraValues) {
    this.metrics = metrics;
    this.model = model;
    this.extraValues = extraValues;
    inputTokens = new LazySeries<>(metrics.tokens, labelValues("input"));
    outputTokens = new LazySeries<>(metrics.tokens, labelValues("output"));
    cost = metrics.cost.series(labelValues());
  }

  void record(CallRecord call, @Nullable Cost callCost) {
    requests(call).dataPoint().inc();
    addIfKnown(inputTokens, call.inputTokens);
    addIfKnown(outputTokens, call.outputTokens);
    if (callCost != null) {
      cost.add(callCost.total());
    }
  }

  private LazySeries<CounterDataPoint> requests(CallRecord call) {
    Outcome[] known = outcomes;
    for (Outcome outcome : known) {
      if (outcome.status == call.status && outcome.errorType == call.errorType) {
        return outcome.requests;
      }
    }
    String[] labelValues = labelValues(call.statusCode(), call.errorType.label());
    Outcome added = new Outcome(call, new LazySeries<>(metrics.requests, labelValues));
    Outcome[] more = Arrays.copyOf(known, known.length + 1);
    more[known.length] = added;
    // If two threads do this at once, one outcome is lost, and added again by its next call. Both
    // objects have the same data point, so no count is lost.
    outcomes = more;
    return added.requests;
  }

  private String[] labelValues(String... afterModel) {
    String[] first = ExtraLabels.concat(new String[] {model}, afterModel);
    return ExtraLabels.concat(first, extraValues);
  }

  private static final class Outcome {
    final int status;
    final ErrorType errorType;
    final LazySeries<CounterDataPoint> requests;

    Outcome(CallRecord call, LazySeries<CounterDataPoint> requests) {
      status = call.status;
      errorType = call.errorType;
      this.requests = requests;
    }
  }
}
