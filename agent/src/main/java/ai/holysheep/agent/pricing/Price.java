package ai.holysheep.agent.pricing;

import org.jspecify.annotations.Nullable;

/** A model's prices at all times. Immutable; {@link PriceBuilder} makes it. */
public final class Price {
  /** The name of the entry, in the price table's spelling. */
  public final String name;

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
   *
   * @param rules the set of {@link PriceRule} that has led to this price
   */
  @Nullable Cost cost(Consumption used, boolean hasOwnPrice, int rules) {
    return sheets[periodAt(used.millis)].cost(used, name, hasOwnPrice, rules);
  }

  /** Of periods that overlap, the last one counts. */
  int periodAt(long millis) {
    for (int i = periods.length - 1; i > 0; i--) {
      if (periods[i].includes(millis)) {
        return i;
      }
    }
    return 0;
  }

  int periods() {
    return periods.length;
  }

  Period period(int number) {
    return periods[number];
  }

  RateSheet sheet(int period) {
    return sheets[period];
  }

  /** How many sets of rates it has: one for each period, size of the prompt and service tier. */
  public int cards() {
    int cards = 0;
    for (RateSheet sheet : sheets) {
      cards += sheet.sizes() * sheet.serviceTiers();
    }
    return cards;
  }

  /** The same prices for another name, without another copy of them. */
  public Price named(String other) {
    return new Price(other, periods, sheets);
  }

  /** Whether one of the two was made of the other. */
  public boolean sharesPrices(Price other) {
    return sheets == other.sheets;
  }
}
