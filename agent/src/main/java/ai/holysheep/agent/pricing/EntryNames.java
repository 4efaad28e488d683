package ai.holysheep.agent.pricing;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a table in which each entry has a model's name: ours, the built-in one, and
 * LiteLLM's. Thread-safe after the last {@link #add}.
 *
 * <p>In LiteLLM's table, a name can begin with a provider. The name behind it is the model's too,
 * but the entry of the model's vendor wins over those of others, and of several others none is
 * better.
 */
public final class EntryNames implements PriceLookup {
  private final ModelNames names;

  /** {@code null} for a table whose entries have no provider. */
  private final @Nullable Vendors vendors;

  /** By name in lower case. */
  private final Map<String, Price> exact = new HashMap<>();

  /** By normalized name, and by what stands behind a provider in it. */
  private final Map<String, EntryCandidate> named = new HashMap<>();

  /** The best entry of each model, for a spelling that no entry has. */
  private final Map<String, EntryCandidate> best = new HashMap<>();

  /** The models that have entries for forms of images, without what stands before their names. */
  private final Set<String> ofForms = new HashSet<>();

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

  /** Adds an entry without a provider, whose name no other entry has in any spelling. */
  void add(Price price) {
    add(price, "");
  }

  /**
   * Adds an entry, whose name no other entry has.
   *
   * @param provider as the table calls it
   */
  public void add(Price price, String provider) {
    ModelSpellings spellings = names.spellings(price.name);
    ModelIdentity model = names.identity(price.name);
    int rank = vendors == null ? 0 : vendors.rank(model.base, provider);
    EntryCandidate entry = new EntryCandidate(model, price, rank);
    put(named, ModelSpellings.normalize(price.name), entry);
    // A variant such as ":free" has its own price, which is not that of the model.
    if (!spellings.hasVariant) {
      put(best, model.base, entry);
      if (model.stage != null) {
        put(best, model.stage, entry);
      }
    }
    if (vendors != null) {
      exact.put(price.name.toLowerCase(Locale.ROOT), price);
      int slash = price.name.indexOf('/');
      if (slash > 0) {
        put(named, ModelSpellings.normalize(price.name.substring(slash + 1)), entry);
      }
    }
  }

  /** Adds an entry that has only its own name: one for a form of images, and not for the model. */
  public void addExact(Price price) {
    exact.put(price.name.toLowerCase(Locale.ROOT), price);
    ofForms.add(withoutPath(price.name));
  }

  @Override
  public boolean hasImageForms(String entry) {
    return ofForms.contains(withoutPath(entry));
  }

  private static String withoutPath(String name) {
    return name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
  }

  private static void put(Map<String, EntryCandidate> all, String name, EntryCandidate entry) {
    EntryCandidate other = all.get(name);
    all.put(name, other == null ? entry : entry.or(other));
  }

  /** All entries of a table without providers, by normalized name. */
  Map<String, Price> all() {
    Map<String, Price> all = new HashMap<>();
    for (Map.Entry<String, EntryCandidate> entry : named.entrySet()) {
      Price price = entry.getValue().price;
      if (price != null) {
        all.put(entry.getKey(), price);
      }
    }
    return Collections.unmodifiableMap(all);
  }

  /** The closest spelling wins: a table can have a special price for one vendor or one date. */
  @Override
  public @Nullable PriceMatch find(List<ModelSpellings> chain) {
    for (ModelSpellings name : chain) {
      for (int i = 0; i < name.closestFirst.size(); i++) {
        String spelling = name.closestFirst.get(i);
        PriceMatch match = match(name.writtenClosestFirst.get(i), spelling);
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

  private @Nullable PriceMatch match(String written, String spelling) {
    Price named = exact.get(written);
    if (named != null) {
      return new PriceMatch(named, written, "the entry has this name");
    }
    EntryCandidate entry = this.named.get(spelling);
    Price best = entry == null ? null : entry.price;
    if (entry == null
        || best == null
        || isVendorsPath(spelling)
        || isOneOfMany(entry, best, spelling)) {
      return null;
    }
    return new PriceMatch(
        best,
        spelling,
        vendors == null
            ? "the entry has this name"
            : "the entry has this name, or behind its provider");
  }

  /** {@code openai/gpt-4.1} is the vendor's, also where one provider writes it so. */
  private boolean isVendorsPath(String spelling) {
    int slash = spelling.indexOf('/');
    return vendors != null && slash > 0 && vendors.isVendor(spelling.substring(0, slash));
  }

  /**
   * Whether it is not the vendor's, nor named with its provider, nor the only price of its model.
   */
  private boolean isOneOfMany(EntryCandidate entry, Price price, String spelling) {
    EntryCandidate all = best.get(entry.identity.base);
    return spelling.indexOf('/') < 0
        && entry.rank == Vendors.FOREIGN
        && all != null
        && (all.price == null || !all.price.sharesPrices(price));
  }

  private @Nullable PriceMatch best(ModelIdentity model) {
    EntryCandidate entry = best.get(model.base);
    if (entry == null || entry.price == null || !entry.identity.isSame(model)) {
      return null;
    }
    return new PriceMatch(
        entry.price,
        model.toString(),
        entry.isOnly ? "the only entry of this model" : "the entry of this model's vendor");
  }
}
