package ai.holysheep.agent.report.waste;

import ai.holysheep.agent.report.ledger.Call;
import ai.holysheep.agent.report.totals.CostRange;

/** Calls of a model and a key: how many have no usage, and what the others cost. */
final class UntoldCalls {
  long count;
  final CostRange known = new CostRange();

  void add(Call call) {
    if (call.hasCost()) {
      known.add(call.costPicodollars());
    } else {
      count++;
    }
  }

  void addAll(UntoldCalls other) {
    count += other.count;
    known.addAll(other.known);
  }
}
