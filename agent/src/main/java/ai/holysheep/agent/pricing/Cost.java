package ai.holysheep.agent.pricing;

/**
 * The cost of a call by the price table, in whole picodollars (10^-12 USD). Input and output
 * together fit a {@code long}. Immutable.
 */
public final class Cost {
  /** A picodollar is 10^-7 millicents: 1 USD is 100,000 millicents. */
  public static final int MILLICENT_DECIMALS = 7;

  public final long input;
  public final long output;

  /**
   * The entry of the price table that gave the price: {@code default} for a model that has no price
   * of its own.
   */
  public final String pricedAs;

  /** Whether the price table has an entry for the model; otherwise the default price applies. */
  public final boolean hasOwnPrice;

  Cost(long input, long output, String pricedAs, boolean hasOwnPrice) {
    this.input = input;
    this.output = output;
    this.pricedAs = pricedAs;
    this.hasOwnPrice = hasOwnPrice;
  }

  public long total() {
    return input + output;
  }
}
