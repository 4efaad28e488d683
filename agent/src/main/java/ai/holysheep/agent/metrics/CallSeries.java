package ai.holysheep.agent.metrics;

import ai.holysheep.agent.exchange.CallRecord;
import ai.holysheep.agent.exchange.ErrorType;
import ai.holysheep.agent.pricing.Cost;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Requests, tokens and cost of one model and one set of extra labels. Any thread may record. */
final class CallSeries {
  private final Metrics metrics;
  private final String model;
  private final String[] extra;
  private final Series<CounterDataPoint> input;
  private final Series<CounterDataPoint> output;

  /** {@code null} until there is any: a series that nothing was recorded for must not show. */
  private volatile @Nullable LongAdder cost;

  /** Replaced as a whole when another outcome is seen; there are few. */
  private volatile Outcome[] outcomes = new Outcome[0];

  CallSeries(Metrics metrics, String model, String[] extra) {
    this.metrics = metrics;
    this.model = model;
    this.extra = extra;
    input = new Series<>(metrics.tokens, labels("input"));
    output = new Series<>(metrics.tokens, labels("output"));
  }

  private String[] labels(String... second) {
    return ExtraLabels.joined(ExtraLabels.joined(new String[] {model}, second), extra);
  }

  void record(CallRecord call, @Nullable Cost bill) {
    requests(call).point().inc();
    add(input, call.inputTokens);
    add(output, call.outputTokens);
    if (bill != null) {
      cost().add(bill.total());
    }
  }

  private LongAdder cost() {
    LongAdder known = cost;
    if (known == null) {
      known = metrics.cost.sum(labels());
      cost = known;
    }
    return known;
  }

  private Series<CounterDataPoint> requests(CallRecord call) {
    Outcome[] known = outcomes;
    for (Outcome outcome : known) {
      if (outcome.status == call.status && outcome.errorType == call.errorType) {
        return outcome.requests;
      }
    }
    String[] labels = labels(call.statusCode(), call.errorType.label());
    Outcome added = new Outcome(call, new Series<>(metrics.requests, labels));
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
}
