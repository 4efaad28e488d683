package ai.holysheep.agent.pricing;

import org.jspecify.annotations.Nullable;

/** A model's prices at all times. Immutable; {@link PriceBuilder} makes it. */
final class Price {
  /** The name of the entry, in the price table's spelling. */
  final String name;

  private final Period[] periods;

  /** By period. */
  private final RateSheet[] sheets;

  Price(String name, Period[] periods, RateSheet[] sheets) {
    this.name = name;
    this.periods = periods;
    this.sheets = sheets;
  }

  /**
   * The cost of what a call has used; {@code null} if it is unknown. Throws {@link
   * ArithmeticException} if the whole cost is above nine million USD.
   */
  @Nullable Cost cost(Consumption used, boolean hasOwnPrice) {
    return sheetAt(used.millis).cost(used, name, hasOwnPrice);
  }

  /** Of periods that overlap, the last one counts. */
  private RateSheet sheetAt(long millis) {
    for (int i = periods.length - 1; i > 0; i--) {
      if (periods[i].includes(millis)) {
        return sheets[i];
      }
    }
    return sheets[0];
  }
}
