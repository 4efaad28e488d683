package ai.holysheep.agent.ledger;

import ai.holysheep.agent.exchange.CallRecord;
import ai.holysheep.agent.pricing.Cost;
import org.jspecify.annotations.Nullable;

/** A call and its cost, on their way to the file. Immutable. */
final class LedgerEntry {
  private static final long MILLIS_PER_DAY = 86_400_000;

  final CallRecord call;
  final @Nullable Cost cost;

  LedgerEntry(CallRecord call, @Nullable Cost cost) {
    this.call = call;
    this.cost = cost;
  }

  /** The UTC day on which the call ended, counted from 1970. */
  long epochDay() {
    return Math.floorDiv(call.endMillis, MILLIS_PER_DAY);
  }
}
