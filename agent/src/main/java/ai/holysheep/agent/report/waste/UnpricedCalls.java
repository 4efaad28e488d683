package ai.holysheep.agent.report.waste;

import ai.holysheep.agent.report.ledger.Call;
import ai.holysheep.agent.report.totals.CostRange;

/** Calls of a model and a key: how many have no known cost, and what the others cost. */
final class UnpricedCalls {
  long count;

  /** Those of them whose answers ended early: they may have cost nothing. */
  long endedEarly;

  final CostRange known = new CostRange();

  void add(Call call) {
    if (call.hasCost()) {
      known.add(call.costPicodollars());
    } else {
      count++;
      endedEarly += call.failed() ? 1 : 0;
    }
  }

  void addAll(UnpricedCalls other) {
    count += other.count;
    endedEarly += other.endedEarly;
    known.addAll(other.known);
  }
}
