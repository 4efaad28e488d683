package ai.holysheep.agent.report.waste;

import ai.holysheep.agent.report.totals.BoundedGroups;
import ai.holysheep.agent.report.totals.CostRange;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What calls without a known cost may have cost, by this service's own calls of the same model.
 * Immutable.
 */
final class UntoldCost {
  /** Fewer calls have no 5th and 95th percentile of their own. */
  private static final int ENOUGH = 20;

  final long calls;

  /** Of the calls. */
  final long endedEarly;

  /** What the range is taken from. */
  final CostRange range;

  /** {@code null} without any call that the range could be taken from. */
  final @Nullable String basis;

  private UntoldCost(UntoldCalls untold, CostRange range, @Nullable String basis) {
    calls = untold.count;
    endedEarly = untold.endedEarly;
    this.range = range;
    this.basis = basis;
  }

  /**
   * @param title of the key beside the model, for people
   * @param models what calls cost by model
   */
  static UntoldCost of(
      UntoldCalls untold, String title, String model, BoundedGroups<CostRange> models) {
    CostRange ofModel = models.all().get(model);
    if (untold.known.calls() >= ENOUGH || ofModel == null) {
      String basis = untold.known.calls() == 0 ? null : "calls of the same " + title;
      return new UntoldCost(untold, untold.known, basis);
    }
    return new UntoldCost(untold, ofModel, "calls of the same model");
  }

  /** An answer that ended early may have cost nothing. */
  @Nullable BigDecimal low() {
    return range.low(calls - endedEarly);
  }

  @Nullable BigDecimal high() {
    return range.high(calls);
  }
}
