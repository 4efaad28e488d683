package ai.holysheep.agent.report.totals;

import ai.holysheep.agent.report.ledger.Call;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Calls, tokens, costs and latencies of several calls. Not thread-safe. */
public final class CallTotals {
  private long calls;
  private long errors;
  private long unknownCosts;
  private final ExactSum inputTokens = new ExactSum();
  private final ExactSum outputTokens = new ExactSum();
  private final ExactSum picodollars = new ExactSum();
  private final ExactSum repricedPicodollars = new ExactSum();
  private final ExactSum previousPicodollars = new ExactSum();
  private final @Nullable CostParts parts;
  private final LatencyHistogram latencies = new LatencyHistogram();

  /**
   * @param byPart whether to sum the parts of the costs as well
   */
  public CallTotals(boolean byPart) {
    parts = byPart ? new CostParts() : null;
  }

  /** Adds a call, and nothing of what it would have cost with other prices. */
  public void add(Call call) {
    add(call, 0);
  }

  void add(Call call, long repriced) {
    if (call.isPrevious()) {
      previousPicodollars.add(call.costPicodollars());
      return;
    }
    if (!call.isPart()) {
      calls++;
      errors += call.failed() ? 1 : 0;
      unknownCosts += call.hasUnknownCost() ? 1 : 0;
    }
    inputTokens.add(call.inputTokens());
    outputTokens.add(call.outputTokens());
    picodollars.add(call.costPicodollars());
    repricedPicodollars.add(repriced);
    if (parts != null) {
      parts.add(call);
    }
    if (call.latencyMicros() >= 0 && !call.isPart()) {
      latencies.add(call.latencyMicros());
    }
  }

  public void addAll(CallTotals other) {
    calls += other.calls;
    errors += other.errors;
    unknownCosts += other.unknownCosts;
    inputTokens.addAll(other.inputTokens);
    outputTokens.addAll(other.outputTokens);
    picodollars.addAll(other.picodollars);
    repricedPicodollars.addAll(other.repricedPicodollars);
    previousPicodollars.addAll(other.previousPicodollars);
    if (parts != null && other.parts != null) {
      parts.addAll(other.parts);
    }
    latencies.addAll(other.latencies);
  }

  public long calls() {
    return calls;
  }

  public long errors() {
    return errors;
  }

  /** How many calls may have cost something that is in no sum. */
  public long unknownCosts() {
    return unknownCosts;
  }

  public BigInteger inputTokens() {
    return inputTokens.value();
  }

  public BigInteger outputTokens() {
    return outputTokens.value();
  }

  /** In USD. */
  public BigDecimal cost() {
    return usd(picodollars);
  }

  /** What the calls would have cost with other prices, in USD. */
  public BigDecimal repricedCost() {
    return usd(repricedPicodollars);
  }

  /** What the calls of the period before cost, in USD. */
  public BigDecimal previousCost() {
    return usd(previousPicodollars);
  }

  /** Of the period before, in percent; {@code null} if it cost nothing. */
  public @Nullable BigDecimal changePercent() {
    return percent(cost().subtract(previousCost()), previousCost());
  }

  /** In percent; {@code null} if all calls cost nothing. */
  public @Nullable BigDecimal sharePercent(CallTotals all) {
    return percent(cost(), all.cost());
  }

  /** In USD; 0 if parts are not summed. */
  public BigDecimal cost(CostParts.Part part) {
    return parts == null
        ? BigDecimal.ZERO
        : new BigDecimal(parts.picodollars(part), Call.USD_DECIMALS);
  }

  private static @Nullable BigDecimal percent(BigDecimal of, BigDecimal whole) {
    return whole.signum() == 0
        ? null
        : of.multiply(BigDecimal.valueOf(100)).divide(whole, 4, RoundingMode.HALF_UP);
  }

  private static BigDecimal usd(ExactSum picodollars) {
    return new BigDecimal(picodollars.value(), Call.USD_DECIMALS);
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
