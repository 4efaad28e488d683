package ai.holysheep.agent.report.totals;

import ai.holysheep.agent.report.ledger.Call;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What most of several calls cost: from the 5th to the 95th percentile, within 0.4 %. Not
 * thread-safe.
 */
public final class CostRange {
  private static final int LOW = 5;
  private static final int HIGH = 95;

  private final LatencyHistogram picodollars = new LatencyHistogram();

  public void add(long cost) {
    picodollars.add(cost);
  }

  public void addAll(CostRange other) {
    picodollars.addAll(other.picodollars);
  }

  public long calls() {
    return picodollars.count();
  }

  /** What this number of such calls cost at least, in USD; {@code null} without any call. */
  public @Nullable BigDecimal low(long number) {
    return usd(LOW, number);
  }

  public @Nullable BigDecimal high(long number) {
    return usd(HIGH, number);
  }

  private @Nullable BigDecimal usd(int percent, long number) {
    long cost = picodollars.value(percent);
    return cost < 0
        ? null
        : BigDecimal.valueOf(cost, Call.USD_DECIMALS).multiply(BigDecimal.valueOf(number));
  }
}
