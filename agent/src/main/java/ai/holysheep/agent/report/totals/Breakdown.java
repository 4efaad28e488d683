package ai.holysheep.agent.report.totals;

import ai.holysheep.agent.report.ledger.Call;
import java.util.Collections;
import java.util.HashMap;
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
  private final Map<String, CallTotals> totals = new HashMap<>();

  Breakdown(Function<Call, String> key) {
    this.key = key;
  }

  void add(Call call, long repricedPicodollars) {
    totalsFor(key.apply(call)).add(call, repricedPicodollars);
  }

  void addAll(Breakdown other) {
    other.totals.forEach((name, more) -> totalsFor(name).addAll(more));
  }

  Map<String, CallTotals> totals() {
    return Collections.unmodifiableMap(totals);
  }

  private CallTotals totalsFor(String name) {
    CallTotals known = totals.get(name);
    if (known != null) {
      return known;
    }
    int keys = totals.size() - (totals.containsKey(OTHER) ? 1 : 0);
    return keys < MAX_KEYS || name.equals(OTHER)
        ? totals.computeIfAbsent(name, added -> new CallTotals())
        : totalsFor(OTHER);
  }
}
