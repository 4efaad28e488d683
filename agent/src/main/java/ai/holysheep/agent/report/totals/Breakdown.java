package ai.holysheep.agent.report.totals;

import ai.holysheep.agent.report.ledger.Call;
import java.util.Map;
import java.util.function.Function;

/**
 * Calls summed by a key. Keys come from outside and could be anything: the first 5,000 have sums of
 * their own, all others share one.
 */
public final class Breakdown {
  public static final int MAX_KEYS = 5000;

  /** The key of all calls whose own key came after the first {@link #MAX_KEYS}. */
  public static final String OTHER = "(other)";

  private final Function<Call, String> key;
  private final BoundedGroups<CallTotals> totals;

  /**
   * @param byPart whether to sum the parts of the costs as well
   */
  Breakdown(Function<Call, String> key, boolean byPart) {
    this.key = key;
    totals = new BoundedGroups<>(MAX_KEYS, OTHER, () -> new CallTotals(byPart));
  }

  void add(Call call, long repricedPicodollars) {
    totals.of(key.apply(call)).add(call, repricedPicodollars);
  }

  void addAll(Breakdown other) {
    totals.addAll(other.totals, CallTotals::addAll);
  }

  Map<String, CallTotals> totals() {
    return totals.all();
  }
}
