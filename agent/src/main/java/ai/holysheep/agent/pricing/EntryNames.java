package ai.holysheep.agent.pricing;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a table in which each entry has a model's name: ours, the built-in one, and
 * LiteLLM's. Thread-safe after the last {@link #add}.
 */
public final class EntryNames implements PriceLookup {
  private final ModelNames names;

  /** {@code null} for a table whose entries have no provider. */
  private final @Nullable Vendors vendors;

  /** By normalized name. */
  private final Map<String, Price> prices = new HashMap<>();

  /**
   * By what is left of the name of an entry behind its provider, if that is a path too: {@code
   * accounts/fireworks/models/x} of {@code fireworks_ai/accounts/fireworks/models/x}.
   */
  private final Map<String, Candidate> tails = new HashMap<>();

  /** The best entry of each model, for a spelling that no entry has. */
  private final Map<String, Candidate> best = new HashMap<>();

  private EntryNames(ModelNames names, @Nullable Vendors vendors) {
    this.names = names;
    this.vendors = vendors;
  }

  /** For a table in which each model has one entry for all its spellings. */
  static EntryNames ofModels(ModelNames names) {
    return new EntryNames(names, null);
  }

  /** For a table in which a model can have entries of several providers. */
  public static EntryNames ofProviders(ModelNames names) {
    return new EntryNames(names, Vendors.load());
  }

  /** Adds an entry without a provider, or replaces that of the same name. */
  void add(Price price) {
    add(price, "", prices.size());
  }

  /**
   * Adds an entry, or replaces that of the same name.
   *
   * @param provider as the table calls it
   * @param signature equal for entries with the same prices
   */
  public void add(Price price, String provider, long signature) {
    prices.put(SpellingRules.normalize(price.name), price);
    ModelIdentity model = names.identity(price.name);
    int rank = vendors == null ? 0 : vendors.rank(model.base, provider);
    Candidate candidate = new Candidate(model, price, rank, signature, true);
    // A variant such as ":free" has its own price, which is not that of the model.
    if (!names.spellings(price.name).hasVariant) {
      put(best, model.base, candidate);
      if (model.stage != null) {
        put(best, model.stage, candidate);
      }
    }
    int slash = price.name.indexOf('/');
    if (vendors != null && price.name.indexOf('/', slash + 1) > 0) {
      put(tails, SpellingRules.normalize(price.name.substring(slash + 1)), candidate);
    }
  }

  private static void put(Map<String, Candidate> all, String name, Candidate candidate) {
    Candidate other = all.get(name);
    all.put(name, other == null ? candidate : candidate.or(other));
  }

  /** All entries, by normalized name. */
  Map<String, Price> all() {
    return Collections.unmodifiableMap(prices);
  }

  /** The closest spelling wins: a table can have a special price for one vendor or one date. */
  @Override
  public @Nullable PriceMatch find(List<ModelSpellings> chain) {
    for (ModelSpellings name : chain) {
      for (String spelling : name.closestFirst) {
        PriceMatch match = named(spelling);
        if (match != null) {
          return match;
        }
        if (names.target(spelling) != null) {
          // The alias is closer than a price of the spellings behind it.
          break;
        }
      }
    }
    return best(ModelNames.identity(chain));
  }

  private @Nullable PriceMatch named(String spelling) {
    Price price = prices.get(spelling);
    if (price != null) {
      return new PriceMatch(price, spelling, "the entry has this name");
    }
    Candidate tail = tails.get(spelling);
    if (tail == null || tail.price == null || isVendorsPath(spelling)) {
      return null;
    }
    return new PriceMatch(tail.price, spelling, "the entry has this name behind its provider");
  }

  /** {@code openai/gpt-4.1} is the vendor's, also where one provider writes it so. */
  private boolean isVendorsPath(String spelling) {
    return vendors != null && vendors.isVendor(spelling.substring(0, spelling.indexOf('/')));
  }

  private @Nullable PriceMatch best(ModelIdentity model) {
    Candidate entry = best.get(model.base);
    if (entry == null || entry.price == null || !entry.identity.isSame(model)) {
      return null;
    }
    String reason =
        entry.isOnly ? "the only entry of this model" : "the entry closest to this model's vendor";
    return new PriceMatch(entry.price, model.toString(), reason);
  }

  /** The entry of a model, or that there are several and none of them is better. */
  private static final class Candidate {
    final ModelIdentity identity;
    final @Nullable Price price;
    final int rank;
    final long signature;
    final boolean isOnly;

    Candidate(
        ModelIdentity identity, @Nullable Price price, int rank, long signature, boolean isOnly) {
      this.identity = identity;
      this.price = price;
      this.rank = rank;
      this.signature = signature;
      this.isOnly = isOnly;
    }

    /** The better of the two. Equally good entries with the same prices are as good as one. */
    Candidate or(Candidate other) {
      Candidate better = other.rank <= rank ? other : this;
      boolean isTie = other.rank == rank && (other.price == null || other.signature != signature);
      return new Candidate(
          better.identity, isTie ? null : better.price, better.rank, better.signature, false);
    }
  }
}
