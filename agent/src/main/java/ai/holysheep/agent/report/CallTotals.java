package ai.holysheep.agent.report;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** What a number of calls come to. */
final class CallTotals {
  long calls;
  long errors;
  long inputTokens;
  long outputTokens;
  final Amount cost = new Amount();

  /** What the calls cost with other prices. */
  final Amount repriced = new Amount();

  final LatencyHistogram latencies = new LatencyHistogram();

  void add(Call call, long repricedPicodollars) {
    calls++;
    errors += call.failed() ? 1 : 0;
    inputTokens += call.inputTokens;
    outputTokens += call.outputTokens;
    cost.add(call.cost);
    repriced.add(repricedPicodollars);
    if (call.latencyMicros >= 0) {
      latencies.add(call.latencyMicros);
    }
  }

  void add(CallTotals more) {
    calls += more.calls;
    errors += more.errors;
    inputTokens += more.inputTokens;
    outputTokens += more.outputTokens;
    cost.add(more.cost);
    repriced.add(more.repriced);
    latencies.add(more.latencies);
  }

  /** In percent of the calls. */
  BigDecimal errorRate() {
    return calls == 0
        ? BigDecimal.ZERO
        : BigDecimal.valueOf(100 * errors)
            .divide(BigDecimal.valueOf(calls), 4, RoundingMode.HALF_UP);
  }
}
