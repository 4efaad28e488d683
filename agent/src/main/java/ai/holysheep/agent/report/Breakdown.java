package ai.holysheep.agent.report;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Calls summed by a key. Keys come from callers and could be anything: the first 5,000 are told
 * apart, the rest are one.
 */
final class Breakdown {
  static final int MAX_KEYS = 5000;
  static final String OTHER = "(other)";

  private final Function<Call, String> key;
  private final Map<String, CallTotals> tallies = new HashMap<>();

  Breakdown(Function<Call, String> key) {
    this.key = key;
  }

  void add(Call call, long repricedPicodollars) {
    tally(key.apply(call)).add(call, repricedPicodollars);
  }

  void add(Breakdown more) {
    more.tallies.forEach((name, tally) -> tally(name).add(tally));
  }

  private CallTotals tally(String name) {
    CallTotals known = tallies.get(name);
    if (known != null) {
      return known;
    }
    int toldApart = tallies.size() - (tallies.containsKey(OTHER) ? 1 : 0);
    return toldApart < MAX_KEYS || name.equals(OTHER)
        ? tallies.computeIfAbsent(name, any -> new CallTotals())
        : tally(OTHER);
  }

  Map<String, CallTotals> tallies() {
    return tallies;
  }
}
