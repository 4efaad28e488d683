package ai.holysheep.agent.pricing;

import ai.holysheep.agent.diagnostics.IgnoredValues;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/** The prices of all models. Thread-safe; the prices do not change. */
public final class PriceTable {
  /** The entry that prices models without an entry. */
  static final String DEFAULT = "default";

  /** Without the default price, by normalized name. */
  private final Map<String, Price> prices;

  private final Price defaultPrice;

  private final ModelNames names;

  private final List<String> refusals;

  /** The entries of models that have only one, by the model. */
  private final Map<String, KnownModel> onlyEntries = new HashMap<>();

  /** By the spelling that callers use, so that each spelling is resolved once. */
  private final RecentNames<KnownModel> cache = new RecentNames<>();

  private PriceTable(Map<String, Price> entries, ModelNames names, List<String> refusals) {
    this.names = names;
    this.refusals = refusals;
    prices = new HashMap<>(entries);
    Price found = prices.remove(DEFAULT);
    if (found == null) {
      throw new IllegalStateException("the entry \"" + DEFAULT + "\" is missing");
    }
    defaultPrice = found;
    for (Price price : prices.values()) {
      // A variant such as ":free" has its own price, which is not that of the model.
      if (!names.spellings(price.name).hasVariant) {
        ModelIdentity model = names.identity(price.name);
        addEntry(model.base, model, price);
        if (model.stage != null) {
          addEntry(model.stage, model, price);
        }
      }
    }
  }

  private void addEntry(String name, ModelIdentity model, Price price) {
    boolean isOnly = !onlyEntries.containsKey(name);
    onlyEntries.put(name, new KnownModel(model, isOnly ? price : null));
  }

  /** The built-in table, from the resource {@code prices.txt} beside this class. */
  public static PriceTable builtIn() {
    Map<String, Price> prices = new HashMap<>();
    try (InputStream in =
            PriceTable.class
                .getClassLoader()
                .getResourceAsStream("ai/holysheep/agent/pricing/prices.txt");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isEmpty() && !line.startsWith("#")) {
          StringTokenizer columns = new StringTokenizer(line);
          String name = columns.nextToken();
          PriceSet set = new PriceSet();
          set.rate(Rate.INPUT, perToken(columns.nextToken()));
          set.rate(Rate.OUTPUT, perToken(columns.nextToken()));
          prices.put(
              SpellingRules.normalize(name),
              new PriceBuilder(name).add(Period.ALWAYS, set).build());
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("prices.txt", e);
    }
    return new PriceTable(prices, ModelNames.load(), Collections.<String>emptyList());
  }

  private static BigDecimal perToken(String usdPerMillion) {
    return new BigDecimal(usdPerMillion).movePointLeft(Rate.MILLION);
  }

  /**
   * The built-in table with the entries of a price file added, and replaced where the model is the
   * same.
   *
   * @param content the whole file
   * @throws IOException with a message that says what is wrong with the file, and where
   */
  public static PriceTable ofFile(byte[] content) throws IOException {
    return builtIn().plus(PriceFileParser.parse(content));
  }

  /**
   * This table with entries and aliases added, or replaced where the name is the same in any
   * spelling. An alias that leads to no model is left out, and added to the file's refusals.
   */
  PriceTable plus(PriceFile file) {
    Map<String, Price> all = new HashMap<>(prices);
    all.put(DEFAULT, defaultPrice);
    for (Price price : file.prices) {
      all.put(SpellingRules.normalize(price.name), price);
    }
    ModelNames allNames = names.plus(file.aliases);
    Map<String, String> good = new HashMap<>(file.aliases);
    for (String alias : file.aliases.keySet()) {
      if (!allNames.hasEnd(alias)) {
        good.remove(alias);
        file.refusals.add(
            "aliases." + alias,
            "leads back to itself, or through more than " + ModelNames.MAX_CHAIN + " aliases");
      }
    }
    allNames = good.size() == file.aliases.size() ? allNames : names.plus(good);
    return new PriceTable(all, allNames, file.refusals.lines());
  }

  /**
   * Whether another model answered than the request named. Two spellings of a model's name, and its
   * aliases, are one model. Allocates nothing for equal names, and mostly for others.
   */
  public boolean isSubstitution(String requested, String answered) {
    return !requested.equals(answered)
        && !known(requested).identity.isSame(known(answered).identity);
  }

  /**
   * The cost of a call. It is unknown, {@code null}, where neither input nor output tokens are
   * known, except for a model that has fees and no price of tokens. It is also unknown above nine
   * million USD, which is no plausible cost of one call; then it is counted as an ignored value.
   */
  public @Nullable Cost cost(String model, Consumption used) {
    Price ownPrice = known(model).price;
    Price price = ownPrice == null ? defaultPrice : ownPrice;
    try {
      return price.cost(used, ownPrice != null);
    } catch (ArithmeticException e) {
      IgnoredValues.count(IgnoredValues.Source.PRICE, "the cost of a call is above 9 million USD");
      return null;
    }
  }

  /** What the price file has and cannot be read, with the reasons; the first of many. */
  public List<String> refusals() {
    return refusals;
  }

  /** Whether the model has a price, and not only the default one. */
  public boolean hasPrice(String model) {
    return known(model).price != null;
  }

  private KnownModel known(String model) {
    KnownModel cached = cache.get(model);
    if (cached != null) {
      return cached;
    }
    List<ModelSpellings> chain = names.chain(model);
    ModelIdentity identity = ModelNames.identity(chain);
    Price price = find(chain);
    KnownModel added = new KnownModel(identity, price == null ? onlyPrice(identity) : price);
    cache.put(model, added);
    return added;
  }

  /** The closest spelling wins: a table can have a special price for one vendor or one date. */
  private @Nullable Price find(List<ModelSpellings> chain) {
    for (ModelSpellings name : chain) {
      for (String spelling : name.closestFirst) {
        Price price = prices.get(spelling);
        if (price != null) {
          return price;
        }
        if (names.target(spelling) != null) {
          // The alias is closer than a price of the spellings behind it.
          break;
        }
      }
    }
    return null;
  }

  /** Of a model whose only entry has another date, vendor or revision in its name. */
  private @Nullable Price onlyPrice(ModelIdentity model) {
    KnownModel entry = onlyEntries.get(model.base);
    return entry != null && entry.identity.isSame(model) ? entry.price : null;
  }

  private static final class KnownModel {
    final ModelIdentity identity;
    final @Nullable Price price;

    KnownModel(ModelIdentity identity, @Nullable Price price) {
      this.identity = identity;
      this.price = price;
    }
  }
}
