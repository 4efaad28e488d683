package ai.holysheep.agent.pricing;

import ai.holysheep.agent.diagnostics.IgnoredValues;
import ai.holysheep.agent.pricing.Consumption.Count;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/** The prices of all models. Thread-safe; the prices do not change. */
public final class PriceTable {
  /** The entry that prices models without an entry. */
  static final String DEFAULT = "default";

  /** A table can have prices for this quality under its name, or without a quality. */
  private static final String STANDARD = "standard/";

  /** OpenAI's, and what LiteLLM takes for a request that names none. */
  private static final String DEFAULT_SIZE = "/1024x1024";

  /** The entries that are built in or of our own format, without the default price. */
  private final EntryNames entries;

  private final Price defaultPrice;

  private final ModelNames names;

  /** A public table, whose prices win over the others; {@code null} without one. */
  private final @Nullable PriceLookup published;

  /** By the spelling that callers use, so that each spelling is resolved once. */
  private final RecentNames<KnownModel> cache = new RecentNames<>();

  private PriceTable(
      EntryNames entries, Price defaultPrice, ModelNames names, @Nullable PriceLookup published) {
    this.entries = entries;
    this.defaultPrice = defaultPrice;
    this.names = names;
    this.published = published;
  }

  /**
   * @param prices by normalized name
   */
  private static PriceTable of(Map<String, Price> prices, ModelNames names) {
    Price defaultPrice = prices.get(DEFAULT);
    if (defaultPrice == null) {
      throw new IllegalStateException("the entry \"" + DEFAULT + "\" is missing");
    }
    EntryNames entries = EntryNames.ofModels(names);
    for (Price price : prices.values()) {
      if (price != defaultPrice) {
        entries.add(price);
      }
    }
    return new PriceTable(entries, defaultPrice, names, null);
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
    return of(prices, ModelNames.load());
  }

  private static BigDecimal perToken(String usdPerMillion) {
    return new BigDecimal(usdPerMillion).movePointLeft(Rate.MILLION);
  }

  /**
   * This table with entries and aliases added, or replaced where the name is the same in any
   * spelling. An alias that leads to no model is left out, and added to the file's refusals.
   */
  public PriceTable plus(PriceFile file) {
    Map<String, Price> all = new HashMap<>(entries.all());
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
    return of(all, allNames);
  }

  /** This table with a public one, whose prices win. */
  public PriceTable with(PriceLookup table) {
    return new PriceTable(entries, defaultPrice, names, table);
  }

  /** The rules for names that this table uses. */
  public ModelNames names() {
    return names;
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
    PriceMatch match = known(model).match;
    int rules = 0;
    PriceLookup table = published;
    if (table != null && isPaidByImages(used)) {
      PriceMatch own = ofForm(model, match, used.imageForm);
      boolean isSized = own != null && isSized(used.imageForm);
      boolean isDefault = !isSized && match != null && table.hasImageForms(match.price.name);
      rules = isDefault ? PriceRule.IMAGE_OF_DEFAULT_SIZE.bit : 0;
      match = own == null ? match : own;
    }
    Price price = match == null ? defaultPrice : match.price;
    try {
      return price.cost(used, match != null, rules);
    } catch (ArithmeticException e) {
      IgnoredValues.count(IgnoredValues.Source.PRICE, "the cost of a call is above 9 million USD");
      return null;
    }
  }

  /** An answer that counts tokens is billed by them: gpt-image-1 has entries of both kinds. */
  private static boolean isPaidByImages(Consumption used) {
    return used.count(Count.IMAGES) > 0
        && used.count(Count.INPUT) < 0
        && used.count(Count.OUTPUT) < 0;
  }

  private @Nullable PriceMatch ofForm(
      String model, @Nullable PriceMatch plain, @Nullable String form) {
    if (form == null) {
      return null;
    }
    String sized = isSized(form) ? form : form + DEFAULT_SIZE;
    PriceMatch own = ofForm(model, sized);
    return own == null && plain != null ? ofForm(plain.price.name, sized) : own;
  }

  /** A quality has no digits. */
  private static boolean isSized(@Nullable String form) {
    return form != null && !form.isEmpty() && Character.isDigit(form.charAt(form.length() - 1));
  }

  private @Nullable PriceMatch ofForm(String model, String form) {
    PriceMatch own = ofImages(model, form);
    int quality = form.indexOf('/') + 1;
    String other = quality > 0 ? form.substring(quality) : STANDARD + form;
    return own == null ? ofImages(model, other) : own;
  }

  /** The entry of the model for images of one form: {@code azure/hd/1024-x-1792/dall-e-3}. */
  private @Nullable PriceMatch ofImages(String model, String form) {
    int name = model.indexOf('/') + 1;
    String entry = form.replace("x", "-x-") + '/' + model.substring(name);
    PriceMatch match = known(model.substring(0, name) + entry).match;
    return match != null
            && match.price.name.toLowerCase(Locale.ROOT).endsWith(entry.toLowerCase(Locale.ROOT))
        ? match
        : null;
  }

  /**
   * Which entry prices the model, and why.
   *
   * @param millis when, since 1970
   */
  public PriceExplanation explain(String model, long millis) {
    List<ModelSpellings> chain = names.chain(model);
    PriceMatch match = find(chain);
    return new PriceExplanation(chain, match, match == null ? defaultPrice : match.price, millis);
  }

  /** Whether the model has a price, and not only the default one. */
  public boolean hasPrice(String model) {
    return known(model).match != null;
  }

  private KnownModel known(String model) {
    KnownModel cached = cache.get(model);
    if (cached != null) {
      return cached;
    }
    List<ModelSpellings> chain = names.chain(model);
    KnownModel added = new KnownModel(ModelNames.identity(chain), find(chain));
    cache.put(model, added);
    return added;
  }

  private @Nullable PriceMatch find(List<ModelSpellings> chain) {
    PriceMatch match = published == null ? null : published.find(chain);
    return match == null ? entries.find(chain) : match;
  }

  private static final class KnownModel {
    final ModelIdentity identity;
    final @Nullable PriceMatch match;

    KnownModel(ModelIdentity identity, @Nullable PriceMatch match) {
      this.identity = identity;
      this.match = match;
    }
  }
}
