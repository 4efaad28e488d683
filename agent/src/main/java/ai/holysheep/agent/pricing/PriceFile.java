package ai.holysheep.agent.pricing;

import java.util.List;
import java.util.Map;

/** What a price file adds to the built-in table. Immutable. */
public final class PriceFile {
  public final List<Price> prices;

  /** A model by its other name, both in the file's spelling. */
  public final Map<String, String> aliases;

  /** What the file has besides and cannot be read. */
  public final Refusals refusals;

  /** The caller must not change the three later. */
  public PriceFile(List<Price> prices, Map<String, String> aliases, Refusals refusals) {
    this.prices = prices;
    this.aliases = aliases;
    this.refusals = refusals;
  }
}
