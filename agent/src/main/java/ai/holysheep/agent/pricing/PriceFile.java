package ai.holysheep.agent.pricing;

import java.util.List;
import java.util.Map;

/** What a price file adds to the built-in table. Immutable. */
final class PriceFile {
  final List<Price> prices;

  /** A model by its other name, both in the file's spelling. */
  final Map<String, String> aliases;

  /** What the file has besides and cannot be read. */
  final Refusals refusals;

  /** The caller must not change the three later. */
  PriceFile(List<Price> prices, Map<String, String> aliases, Refusals refusals) {
    this.prices = prices;
    this.aliases = aliases;
    this.refusals = refusals;
  }
}
