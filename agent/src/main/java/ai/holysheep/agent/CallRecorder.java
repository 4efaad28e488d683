package ai.holysheep.agent;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.exchange.CallRecord;
import ai.holysheep.agent.exchange.RecordSink;
import ai.holysheep.agent.ledger.Ledger;
import ai.holysheep.agent.metrics.Metrics;
import ai.holysheep.agent.pricing.Cost;
import ai.holysheep.agent.pricing.ReloadablePrices;
import org.jspecify.annotations.Nullable;

/**
 * Computes each attempt's cost once, and records both in the metrics and in the ledger. A fault in
 * one of the three does not take the others along.
 */
final class CallRecorder implements RecordSink {
  private final ReloadablePrices prices;
  private final @Nullable Metrics metrics;
  private final @Nullable Ledger ledger;

  CallRecorder(ReloadablePrices prices, @Nullable Metrics metrics, @Nullable Ledger ledger) {
    this.prices = prices;
    this.metrics = metrics;
    this.ledger = ledger;
  }

  @Override
  public void accept(CallRecord call) {
    Cost cost = cost(call);
    try {
      if (metrics != null) {
        metrics.record(call, cost);
      }
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.METRICS, e);
    }
    if (ledger != null) {
      ledger.record(call, cost);
    }
  }

  private @Nullable Cost cost(CallRecord call) {
    try {
      return call.cost(prices.table());
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.PRICING, e);
      return null;
    }
  }
}
