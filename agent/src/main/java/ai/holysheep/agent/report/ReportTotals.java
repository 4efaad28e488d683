package ai.holysheep.agent.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** What was read: the sum of all calls, and sums by the keys that were asked for. */
final class ReportTotals {
  final CallTotals total = new CallTotals();

  /** By the key's name. */
  final Map<String, Breakdown> breakdowns = new LinkedHashMap<>();

  /** Torn, or not the agent's. */
  long skippedLines;

  private final Period period;
  private final ToLongFunction<Call> repricing;

  ReportTotals(
      Period period, Map<String, Function<Call, String>> keys, ToLongFunction<Call> repricing) {
    this.period = period;
    this.repricing = repricing;
    keys.forEach((name, key) -> breakdowns.put(name, new Breakdown(key)));
  }

  void add(Call call) {
    if (period.contains(call.day)) {
      long repriced = repricing.applyAsLong(call);
      total.add(call, repriced);
      for (Breakdown breakdown : breakdowns.values()) {
        breakdown.add(call, repriced);
      }
    }
  }

  void add(ReportTotals more) {
    skippedLines += more.skippedLines;
    total.add(more.total);
    more.breakdowns.forEach(
        (name, breakdown) -> {
          Breakdown mine = breakdowns.get(name);
          if (mine != null) {
            mine.add(breakdown);
          }
        });
  }

  Map<String, CallTotals> by(String name) {
    Breakdown breakdown = breakdowns.get(name);
    if (breakdown == null) {
      throw new IllegalArgumentException(name);
    }
    return breakdown.tallies();
  }
}
