package ai.holysheep.agent.report.waste;

import ai.holysheep.agent.report.totals.BoundedGroups;
import ai.holysheep.agent.report.totals.CostRange;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What calls without a known cost may have cost, by this service's own calls of the same model.
 * Immutable.
 */
final class UnknownCost {
  /** Fewer calls have no 5th and 95th percentile of their own. */
  private static final int ENOUGH = 20;

  final long calls;

  /** Of the calls. */
  final long endedEarly;

  /** What the range is taken from. */
  final CostRange range;

  /** {@code null} without any call that the range could be taken from. */
  final @Nullable String basis;

  private UnknownCost(UnpricedCalls unpriced, CostRange range, @Nullable String basis) {
    calls = unpriced.count;
    endedEarly = unpriced.endedEarly;
    this.range = range;
    this.basis = basis;
  }

  /**
   * @param title of the key beside the model, for people
   * @param models what calls cost by model
   */
  static UnknownCost of(
      UnpricedCalls unpriced, String title, String model, BoundedGroups<CostRange> models) {
    CostRange ofModel = models.all().get(model);
    if (unpriced.known.calls() >= ENOUGH || ofModel == null) {
      String basis = unpriced.known.calls() == 0 ? null : "calls of the same " + title;
      return new UnknownCost(unpriced, unpriced.known, basis);
    }
    return new UnknownCost(unpriced, ofModel, "calls of the same model");
  }

  /** An answer that ended early may have cost nothing. */
  @Nullable BigDecimal low() {
    return range.low(calls - endedEarly);
  }

  @Nullable BigDecimal high() {
    return range.high(calls);
  }
}
