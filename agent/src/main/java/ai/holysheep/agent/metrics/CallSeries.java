package ai.holysheep.agent.metrics;

import ai.holysheep.agent.exchange.CallRecord;
import ai.holysheep.agent.exchange.ErrorType;
import ai.holysheep.agent.pricing.Cost;
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
  private final LazySeries<ExactSum> inputTokens;
  private final LazySeries<ExactSum> outputTokens;
  private final LazySeries<ExactSum> cost;

  /**
   * Replaced as a whole when another outcome is seen; there are few, since {@link StatusLabels}
   * limits them.
   */
  private volatile Outcome[] outcomes = new Outcome[0];

  CallSeries(CallMetrics metrics, String model, String[] extraValues) {
    this.metrics = metrics;
    this.model = model;
    this.extraValues = extraValues;
    inputTokens = new LazySeries<>(metrics.tokens, labelValues("input"));
    outputTokens = new LazySeries<>(metrics.tokens, labelValues("output"));
    cost = new LazySeries<>(metrics.cost, labelValues());
  }

  void record(CallRecord call, @Nullable Cost callCost) {
    // To make a series can fail, for lack of memory: then nothing of the call is counted here, and
    // not only a part of it.
    ExactSum requests = call.part ? null : requests(call).get();
    ExactSum input = call.inputTokens < 0 ? null : inputTokens.get();
    ExactSum output = call.outputTokens < 0 ? null : outputTokens.get();
    ExactSum costs = callCost == null ? null : cost.get();
    CallExemplar exemplar = call.errorType == ErrorType.NONE ? null : CallExemplar.of(call, 1);
    if (requests != null) {
      requests.add(1);
      if (exemplar != null) {
        requests.exemplar = exemplar;
      }
    }
    if (input != null) {
      input.add(call.inputTokens);
    }
    if (output != null) {
      output.add(call.outputTokens);
    }
    if (costs != null && callCost != null) {
      costs.add(callCost.total());
    }
  }

  private LazySeries<ExactSum> requests(CallRecord call) {
    int status = metrics.statuses.admit(call.status);
    Outcome[] known = outcomes;
    for (Outcome outcome : known) {
      if (outcome.status == status && outcome.errorType == call.errorType) {
        return outcome.requests;
      }
    }
    String label = status == StatusLabels.OTHER ? CardinalityLimit.OTHER : call.statusCode();
    String[] labelValues = labelValues(label, call.errorType.label());
    Outcome added =
        new Outcome(status, call.errorType, new LazySeries<>(metrics.requests, labelValues));
    Outcome[] more = Arrays.copyOf(known, known.length + 1);
    more[known.length] = added;
    // If two threads do this at once, one outcome is lost, and added again by its next call. Both
    // objects have the same series, so no count is lost.
    outcomes = more;
    return added.requests;
  }

  private String[] labelValues(String... afterModel) {
    String[] first = ExtraLabels.concat(new String[] {model}, afterModel);
    return ExtraLabels.concat(first, extraValues);
  }

  private static final class Outcome {
    /** As {@link StatusLabels#admit} returned it. */
    final int status;

    final ErrorType errorType;
    final LazySeries<ExactSum> requests;

    Outcome(int status, ErrorType errorType, LazySeries<ExactSum> requests) {
      this.status = status;
      this.errorType = errorType;
      this.requests = requests;
    }
  }
}
