package ai.holysheep.agent.pricing;

import ai.holysheep.agent.diagnostics.IgnoredValues;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The prices of all models. Thread-safe; the prices do not change. */
public final class PriceTable {
  /** The entry that prices models without an entry. */
  static final String DEFAULT = "default";

  /** Limits the cache: model names come from callers and can be anything. */
  private static final int MAX_CACHED_NAMES = 256;

  /** Without the default price, by normalized name. */
  private final Map<String, Price> prices;

  private final Price defaultPrice;

  /** Prices by the spelling that callers use, so that each spelling is resolved once. */
  private final Map<String, Price> cache = new ConcurrentHashMap<>();

  private PriceTable(Map<String, Price> entries) {
    prices = new HashMap<>(entries);
    Price found = prices.remove(DEFAULT);
    if (found == null) {
      throw new IllegalStateException("the entry \"" + DEFAULT + "\" is missing");
    }
    defaultPrice = found;
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
          String[] columns = line.split(" +");
          BigDecimal input = new BigDecimal(columns[1]);
          BigDecimal output = new BigDecimal(columns[2]);
          Price price = new Price(columns[0], input, output, null, null);
          prices.put(ModelName.normalize(price.name), price);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("prices.txt", e);
    }
    return new PriceTable(prices);
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

  /** This table with entries added, or replaced where the name is the same in any spelling. */
  PriceTable plus(Collection<Price> added) {
    Map<String, Price> all = new HashMap<>(prices);
    all.put(DEFAULT, defaultPrice);
    for (Price price : added) {
      all.put(ModelName.normalize(price.name), price);
    }
    return new PriceTable(all);
  }

  /**
   * The cost of a call. It is unknown, {@code null}, where neither input nor output tokens are
   * known. It is also unknown above nine million USD, which is no plausible cost of one call; then
   * it is counted as an ignored value.
   *
   * @param inputTokens all input tokens, cached and written ones included; -1 if unknown, as for
   *     the other counts
   */
  public @Nullable Cost cost(
      String model,
      long inputTokens,
      long outputTokens,
      long cachedInputTokens,
      long cacheWriteTokens) {
    if (inputTokens < 0 && outputTokens < 0) {
      return null;
    }
    Price ownPrice = findCached(model);
    Price price = ownPrice == null ? defaultPrice : ownPrice;
    boolean hasOwnPrice = ownPrice != null;
    try {
      return price.cost(
          inputTokens, outputTokens, cachedInputTokens, cacheWriteTokens, hasOwnPrice);
    } catch (ArithmeticException e) {
      IgnoredValues.count(IgnoredValues.Source.PRICE, "the cost of a call is above 9 million USD");
      return null;
    }
  }

  private @Nullable Price findCached(String model) {
    Price cached = cache.get(model);
    if (cached != null) {
      return cached;
    }
    Price price = find(ModelName.normalize(model));
    if (price != null && cache.size() < MAX_CACHED_NAMES) {
      cache.put(model, price);
    }
    return price;
  }

  /** The closest spelling wins: a table can have a special price for one vendor or one date. */
  private @Nullable Price find(String normalized) {
    String bare = ModelName.withoutVendor(normalized);
    String[] closestFirst = {
      normalized, ModelName.withoutDate(normalized), bare, ModelName.withoutDate(bare)
    };
    for (String name : closestFirst) {
      Price price = prices.get(name);
      if (price != null) {
        return price;
      }
    }
    return null;
  }
}
