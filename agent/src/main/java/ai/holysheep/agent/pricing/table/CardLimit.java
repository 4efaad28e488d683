package ai.holysheep.agent.pricing.table;

import ai.holysheep.agent.pricing.Price;

/**
 * Limits what the prices of one file hold in memory. A few bytes of a file can be a whole set of
 * rates: an entry with 8 thresholds, 7 service tiers and 16 periods has 1,152. Not thread-safe.
 */
final class CardLimit {
  /** The largest table of 2026 has 1,131. A set takes up to 2 KB. */
  static final int MAX_CARDS = 30_000;

  private int cards;

  /** Throws {@link IllegalArgumentException} if there is no room for the price. */
  void add(Price price) {
    if (cards + price.cards() > MAX_CARDS) {
      throw new IllegalArgumentException(
          "the file has too many prices before it: more than "
              + MAX_CARDS
              + " sets by size, service tier and time");
    }
    cards += price.cards();
  }
}
