package ai.holysheep.agent.pricing;

/** What a call costs by the price table, in whole picodollars. Immutable. */
public final class Cost {
  /** 1 USD = 100,000 millicents. */
  public static final long PICODOLLARS_PER_MILLICENT = 10_000_000;

  public final long input;
  public final long output;

  /** The table's entry that priced it, {@code default} for a model that has none of its own. */
  public final String pricedAs;

  /** Whether the model has a price of its own. */
  public final boolean own;

  Cost(long input, long output, String pricedAs, boolean own) {
    this.input = input;
    this.output = output;
    this.pricedAs = pricedAs;
    this.own = own;
  }

  public long total() {
    return input + output;
  }
}
