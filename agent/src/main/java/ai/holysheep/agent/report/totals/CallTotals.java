package ai.holysheep.agent.report.totals;

import ai.holysheep.agent.report.ledger.Call;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Calls, tokens, costs and latencies of several calls. Not thread-safe. */
public final class CallTotals {
  private long calls;
  private long errors;
  private long inputTokens;
  private long outputTokens;
  private final CostSum cost = new CostSum();
  private final CostSum repricedCost = new CostSum();
  private final LatencyHistogram latencies = new LatencyHistogram();

  void add(Call call, long repricedPicodollars) {
    calls++;
    errors += call.failed() ? 1 : 0;
    inputTokens += call.inputTokens();
    outputTokens += call.outputTokens();
    cost.add(call.costPicodollars());
    repricedCost.add(repricedPicodollars);
    if (call.latencyMicros() >= 0) {
      latencies.add(call.latencyMicros());
    }
  }

  public void addAll(CallTotals other) {
    calls += other.calls;
    errors += other.errors;
    inputTokens += other.inputTokens;
    outputTokens += other.outputTokens;
    cost.addAll(other.cost);
    repricedCost.addAll(other.repricedCost);
    latencies.addAll(other.latencies);
  }

  public long calls() {
    return calls;
  }

  public long errors() {
    return errors;
  }

  public long inputTokens() {
    return inputTokens;
  }

  public long outputTokens() {
    return outputTokens;
  }

  /** In USD. */
  public BigDecimal cost() {
    return cost.usd();
  }

  /** What the calls would have cost with other prices, in USD. */
  public BigDecimal repricedCost() {
    return repricedCost.usd();
  }

  /** Negative if the other prices are lower. */
  public BigDecimal repricedDifference() {
    return repricedCost().subtract(cost());
  }

  /** In percent of the calls. */
  public BigDecimal errorRate() {
    return calls == 0
        ? BigDecimal.ZERO
        : BigDecimal.valueOf(100 * errors)
            .divide(BigDecimal.valueOf(calls), 4, RoundingMode.HALF_UP);
  }

  /** In milliseconds; {@code null} if no call has a latency. */
  public @Nullable BigDecimal meanLatency() {
    return latencies.mean();
  }

  /** In milliseconds; {@code null} if no call has a latency. */
  public @Nullable BigDecimal latencyQuantile(int percent) {
    return latencies.quantile(percent);
  }
}
