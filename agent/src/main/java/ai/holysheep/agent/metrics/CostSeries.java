package ai.holysheep.agent.metrics;

import static ai.holysheep.agent.metrics.LazySeries.addIfKnown;
import static ai.holysheep.agent.metrics.LazySeries.incrementIf;

import ai.holysheep.agent.exchange.CallRecord;
import ai.holysheep.agent.exchange.Waste;
import ai.holysheep.agent.pricing.Cost;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one model's calls cost. Any thread may record. */
final class CostSeries {
  private static final Cost.Part[] PARTS = Cost.Part.values();

  private final Map<Cost.Part, LazySeries<ExactSum>> details = new EnumMap<>(Cost.Part.class);
  private final Map<Waste, LazySeries<ExactSum>> waste = new EnumMap<>(Waste.class);
  private final LazySeries<ExactSum> reported;
  private final LazySeries<ExactSum> compared;
  private final LazySeries<ExactSum> comparedReported;
  private final LazySeries<ExactSum> unpriced;

  CostSeries(CostMetrics metrics, String model) {
    for (Cost.Part part : PARTS) {
      details.put(part, new LazySeries<>(metrics.details, model, part.label()));
    }
    for (Waste reason : Waste.values()) {
      waste.put(reason, new LazySeries<>(metrics.waste, model, reason.label()));
    }
    reported = new LazySeries<>(metrics.reported, model);
    compared = new LazySeries<>(metrics.compared, model);
    comparedReported = new LazySeries<>(metrics.comparedReported, model);
    unpriced = new LazySeries<>(metrics.unpriced, model);
  }

  /** Makes the series of all parts: without memory for one, no part of the cost is counted. */
  void prepareDetails(@Nullable Cost cost) {
    if (cost != null) {
      for (Cost.Part part : PARTS) {
        if (cost.part(part) > 0) {
          detail(part).get();
        }
      }
    }
  }

  /** Counts the cost's parts. Call {@link #prepareDetails} first. */
  void recordDetails(@Nullable Cost cost) {
    if (cost != null) {
      for (Cost.Part part : PARTS) {
        if (cost.part(part) > 0) {
          detail(part).get().add(cost.part(part));
        }
      }
    }
  }

  private LazySeries<ExactSum> detail(Cost.Part part) {
    return Objects.requireNonNull(details.get(part));
  }

  void record(CallRecord call, @Nullable Cost cost) {
    boolean hasTokens = call.inputTokens > 0 || call.outputTokens > 0;
    incrementIf(cost != null && !cost.hasOwnPrice && hasTokens, unpriced);
    addIfKnown(reported, call.reportedCost);
    if (cost == null) {
      return;
    }
    if (call.waste != null && cost.total() > 0) {
      Objects.requireNonNull(waste.get(call.waste)).get().add(cost.total());
    }
    // What an answer reports includes the further models, whose cost is that of other series.
    if (call.reportedCost >= 0 && call.parts.isEmpty()) {
      ExactSum gateway = comparedReported.get();
      compared.get().add(cost.total());
      gateway.add(call.reportedCost);
    }
  }
}
