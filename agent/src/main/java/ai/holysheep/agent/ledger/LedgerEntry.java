package ai.holysheep.agent.ledger;

import ai.holysheep.agent.exchange.CallRecord;
import ai.holysheep.agent.pricing.Cost;
import org.jspecify.annotations.Nullable;

/** A call and what it costs, as long as it is on its way to the file. */
final class LedgerEntry {
  private static final long MILLIS_PER_DAY = 86_400_000;

  final CallRecord call;
  final @Nullable Cost bill;

  LedgerEntry(CallRecord call, @Nullable Cost bill) {
    this.call = call;
    this.bill = bill;
  }

  /** The UTC day on which the call ended, counted from 1970. */
  long day() {
    return Math.floorDiv(call.endMillis, MILLIS_PER_DAY);
  }
}
