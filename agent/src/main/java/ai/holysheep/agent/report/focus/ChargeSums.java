package ai.holysheep.agent.report.focus;

import ai.holysheep.agent.report.ledger.Call;
import ai.holysheep.agent.report.ledger.Field;
import ai.holysheep.agent.report.totals.CostParts;
import ai.holysheep.agent.report.totals.ExactSum;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What calls that are charged together have used and cost, by meter. Not thread-safe. */
final class ChargeSums {
  private static final Meter[] METERS = Meter.values();

  private final ExactSum[] picodollars = sums();
  private final ExactSum[] quantities = sums();

  /** How many lines have a cost, for a meter whose quantity the lines do not have. */
  private final ExactSum[] lines = sums();

  private static ExactSum[] sums() {
    ExactSum[] sums = new ExactSum[Meter.SIZE];
    Arrays.setAll(sums, meter -> new ExactSum());
    return sums;
  }

  void add(Call call) {
    long[] costs = CostParts.of(call);
    boolean isSplit = call.number(Field.COST_INPUT) >= 0;
    boolean isOther = costs[Meter.OTHER.part.ordinal()] > 0;
    for (Meter meter : METERS) {
      long cost = meter == Meter.of(meter.part, call) ? costs[meter.part.ordinal()] : 0;
      int i = meter.ordinal();
      picodollars[i].add(cost);
      if (!isOther) {
        quantities[i].add(isSplit ? meter.quantity(call) : quantityOfOldLine(meter, call));
      }
      lines[i].add(cost > 0 ? 1 : 0);
    }
  }

  /** All input, and all output: older agents do not split the cost further. */
  private static long quantityOfOldLine(Meter meter, Call call) {
    switch (meter) {
      case INPUT:
        return call.inputTokens();
      case OUTPUT:
        return call.outputTokens();
      default:
        return 0;
    }
  }

  void addAll(ChargeSums other) {
    for (int i = 0; i < Meter.SIZE; i++) {
      picodollars[i].addAll(other.picodollars[i]);
      quantities[i].addAll(other.quantities[i]);
      lines[i].addAll(other.lines[i]);
    }
  }

  /** {@code null} if nothing was used and nothing is charged. */
  @Nullable Charge charge(ChargeKey key, Meter meter) {
    int i = meter.ordinal();
    boolean hasQuantity = quantities[i].value().signum() > 0;
    if (!hasQuantity && picodollars[i].value().signum() == 0) {
      return null;
    }
    return new Charge(
        key,
        meter,
        hasQuantity ? meter.unit : Meter.Unit.REQUESTS,
        hasQuantity ? quantities[i].value() : lines[i].value(),
        picodollars[i].value());
  }
}
