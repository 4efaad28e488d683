package ai.holysheep.agent.pricing;

import java.util.ArrayList;
import java.util.List;

/** Makes a model's price of its prices at several times. Not thread-safe. */
public final class PriceBuilder {
  public static final int MAX_PERIODS = 16;

  private final String name;
  private final List<Period> periods = new ArrayList<>();
  private final List<RateSheet> sheets = new ArrayList<>();

  /**
   * @param name as the table spells it
   */
  public PriceBuilder(String name) {
    this.name = name;
  }

  /**
   * Adds a whole set of prices. Of several periods that include a moment, the last one counts. If
   * none includes it, the first one does.
   *
   * @throws IllegalArgumentException with a message, for what no entry can have
   */
  public PriceBuilder add(Period period, PriceSet prices) {
    if (periods.size() == MAX_PERIODS) {
      throw new IllegalArgumentException("more than " + MAX_PERIODS + " periods");
    }
    sheets.add(prices.sheet());
    periods.add(period);
    return this;
  }

  /**
   * Makes the price.
   *
   * @throws IllegalArgumentException with a message, if nothing was added
   */
  public Price build() {
    if (sheets.isEmpty()) {
      throw new IllegalArgumentException("no price at all");
    }
    return new Price(name, periods.toArray(new Period[0]), sheets.toArray(new RateSheet[0]));
  }
}
