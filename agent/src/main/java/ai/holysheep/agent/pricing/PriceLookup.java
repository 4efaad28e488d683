package ai.holysheep.agent.pricing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the price of a model in one table, by that table's rules for names. Thread-safe. */
public interface PriceLookup {
  /**
   * Takes microseconds, and as much memory as the name has characters, a few times.
   *
   * @param chain the name, and the names that it leads to by aliases
   * @return {@code null} if the table has no price for it
   */
  @Nullable PriceMatch find(List<ModelSpellings> chain);

  /** Whether there are entries for images of single sizes of this entry's model. */
  boolean hasImageForms(String entry);
}
