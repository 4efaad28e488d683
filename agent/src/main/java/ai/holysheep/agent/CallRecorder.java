package ai.holysheep.agent;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.AgentErrors.Stage;
import ai.holysheep.agent.exchange.CallRecord;
import ai.holysheep.agent.exchange.RecordSink;
import ai.holysheep.agent.ledger.Ledger;
import ai.holysheep.agent.metrics.Metrics;
import ai.holysheep.agent.pricing.Cost;
import ai.holysheep.agent.pricing.PriceTable;
import ai.holysheep.agent.pricing.file.ReloadablePrices;
import java.util.List;
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
    PriceTable table = prices.table();
    long total = record(call, table);
    List<CallRecord> parts = call.parts;
    for (int i = 0; i < parts.size(); i++) {
      total = sum(total, record(parts.get(i), table));
    }
    if (metrics != null && !AgentErrors.isResting(Stage.METRICS)) {
      metrics.recordTotal(call, total);
    }
  }

  /** At most {@link Long#MAX_VALUE}: a gateway may report any number of tokens, in any parts. */
  private static long sum(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }

  /**
   * Each step alone: a fault in one does not keep the call from the others. Returns the cost in
   * picodollars; 0 if it is unknown.
   */
  private long record(CallRecord call, PriceTable table) {
    Cost cost = call.cost(table);
    count(call, cost, table);
    if (ledger != null) {
      if (AgentErrors.isResting(Stage.LEDGER)) {
        ledger.drop();
      } else {
        write(ledger, call, cost);
      }
    }
    return cost == null ? 0 : cost.total();
  }

  private static boolean isSubstituted(CallRecord call, PriceTable table) {
    try {
      return call.isSubstituted(table);
    } catch (Throwable e) {
      AgentErrors.countAndLog(Stage.PRICING, e);
      return false;
    }
  }

  private void count(CallRecord call, @Nullable Cost cost, PriceTable table) {
    if (metrics != null && !AgentErrors.isResting(Stage.METRICS)) {
      try {
        metrics.record(call, cost, isSubstituted(call, table));
      } catch (Throwable e) {
        AgentErrors.countAndLog(Stage.METRICS, e);
      }
    }
  }

  private static void write(Ledger ledger, CallRecord call, @Nullable Cost cost) {
    try {
      ledger.record(call, cost);
    } catch (Throwable e) {
      AgentErrors.countAndLog(Stage.LEDGER, e);
    }
  }
}
