package ai.holysheep.agent;

import ai.holysheep.agent.exchange.CallRecord;
import ai.holysheep.agent.exchange.RecordSink;
import ai.holysheep.agent.ledger.Ledger;
import ai.holysheep.agent.metrics.Metrics;
import ai.holysheep.agent.pricing.Cost;
import ai.holysheep.agent.pricing.ReloadablePrices;
import org.jspecify.annotations.Nullable;

/** Computes each attempt's cost once, and records both in the metrics and in the ledger. */
final class CallRecorder implements RecordSink {
  private final ReloadablePrices prices;
  private final Metrics metrics;
  private final @Nullable Ledger ledger;

  CallRecorder(ReloadablePrices prices, Metrics metrics, @Nullable Ledger ledger) {
    this.prices = prices;
    this.metrics = metrics;
    this.ledger = ledger;
  }

  @Override
  public void accept(CallRecord call) {
    Cost cost = call.cost(prices.table());
    try {
      metrics.record(call, cost);
    } finally {
      if (ledger != null) {
        ledger.record(call, cost);
      }
    }
  }
}
