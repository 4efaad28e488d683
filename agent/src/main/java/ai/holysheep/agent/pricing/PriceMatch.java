package ai.holysheep.agent.pricing;

/** Which entry of a table prices a name, and why. Immutable. */
public final class PriceMatch {
  final Price price;

  /** The spelling of the name that led to the entry. */
  final String spelling;

  /** Why that spelling has this entry: a part of a sentence, for people. */
  final String reason;

  public PriceMatch(Price price, String spelling, String reason) {
    this.price = price;
    this.spelling = spelling;
    this.reason = reason;
  }
}
