package ai.holysheep.agent.ledger;

import ai.holysheep.agent.exchange.CallRecord;
import ai.holysheep.agent.pricing.Bill;
import org.jspecify.annotations.Nullable;

/** A call and what it costs, as long as it is on its way to the file. */
final class Entry {
  private static final long MILLIS_PER_DAY = 86_400_000;

  final CallRecord call;
  final @Nullable Bill bill;

  Entry(CallRecord call, @Nullable Bill bill) {
    this.call = call;
    this.bill = bill;
  }

  /** The UTC day on which the call ended, counted from 1970. */
  long day() {
    return Math.floorDiv(call.endMillis, MILLIS_PER_DAY);
  }
}
