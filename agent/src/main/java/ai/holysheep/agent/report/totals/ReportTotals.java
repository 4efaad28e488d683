package ai.holysheep.agent.report.totals;

import ai.holysheep.agent.report.ledger.Call;
import ai.holysheep.agent.report.ledger.CallAccumulator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The sum of calls, and their sums by one or more keys. Not thread-safe. */
public final class ReportTotals implements CallAccumulator<ReportTotals> {
  /**
   * A value of a key takes up to 10 KB if it has more than 128 calls, whose latencies have every
   * power of two. The names of two keys take 2 KB.
   */
  private static final long MAX_BYTES_PER_KEY = 12_000L * Breakdown.MAX_KEYS;

  private final CallTotals total;
  private final Map<String, Breakdown> breakdowns = new LinkedHashMap<>();
  private final ToLongFunction<Call> repricing;

  /**
   * @param keys the keys to sum by, by their names
   * @param byPart whether to sum the parts of the costs as well
   * @param repricing what a call would have cost, in picodollars; any thread may call it
   */
  public ReportTotals(
      Map<String, Function<Call, String>> keys, boolean byPart, ToLongFunction<Call> repricing) {
    this.repricing = repricing;
    total = new CallTotals(byPart);
    keys.forEach((name, key) -> breakdowns.put(name, new Breakdown(key, byPart)));
  }

  /** The most memory that sums by this number of keys take. */
  public static long maxBytes(int keys) {
    return keys * MAX_BYTES_PER_KEY;
  }

  @Override
  public void add(Call call) {
    long repriced = call.isPrevious() ? 0 : repricing.applyAsLong(call);
    total.add(call, repriced);
    for (Breakdown breakdown : breakdowns.values()) {
      breakdown.add(call, repriced);
    }
  }

  @Override
  public void addAll(ReportTotals other) {
    total.addAll(other.total);
    breakdowns.forEach((name, breakdown) -> breakdown.addAll(other.breakdown(name)));
  }

  public CallTotals total() {
    return total;
  }

  /** The sums by the values of one key. */
  public Map<String, CallTotals> totalsBy(String name) {
    return breakdown(name).totals();
  }

  private Breakdown breakdown(String name) {
    Breakdown breakdown = breakdowns.get(name);
    if (breakdown == null) {
      throw new IllegalArgumentException(name);
    }
    return breakdown;
  }
}
