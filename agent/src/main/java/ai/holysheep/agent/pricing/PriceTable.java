package ai.holysheep.agent.pricing;

import ai.holysheep.agent.diagnostics.AgentErrors;
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

/** Prices by model. Thread-safe; the prices do not change. */
public final class PriceTable {
  /** The entry for models that have none of their own. */
  static final String DEFAULT = "default";

  /** Names come from callers and could be anything. */
  private static final int MAX_KNOWN = 256;

  private final Map<String, Price> prices;
  private final Price byDefault;

  /** Prices by the names that were asked for, so that a name is taken apart once. */
  private final Map<String, Price> spellings = new ConcurrentHashMap<>();

  private PriceTable(Map<String, Price> entries) {
    prices = new HashMap<>(entries);
    Price found = prices.remove(DEFAULT);
    if (found == null) {
      throw new IllegalStateException("no price is the default");
    }
    byDefault = found;
  }

  /** The built-in table, {@code prices.txt} beside this class. */
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
          String[] words = line.split(" +");
          BigDecimal input = new BigDecimal(words[1]);
          BigDecimal output = new BigDecimal(words[2]);
          prices.put(ModelName.plain(words[0]), new Price(words[0], input, output, null, null));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("prices.txt", e);
    }
    return new PriceTable(prices);
  }

  /**
   * The built-in table and what a price file adds and replaces. Throws with a message that says
   * what is wrong with it, and where.
   */
  public static PriceTable ofFile(byte[] bytes) throws IOException {
    return builtIn().with(PriceFile.parse(bytes));
  }

  /** This table with entries added, or replaced where the name is the same in any spelling. */
  PriceTable with(Collection<Price> added) {
    Map<String, Price> all = new HashMap<>(prices);
    all.put(DEFAULT, byDefault);
    added.forEach(price -> all.put(ModelName.plain(price.name), price));
    return new PriceTable(all);
  }

  /**
   * What a call costs; -1 for figures that nobody told. {@code null} where neither input nor output
   * is known.
   */
  public @Nullable Cost bill(
      String model, long input, long output, long cachedInput, long cacheWriteInput) {
    if (input < 0 && output < 0) {
      return null;
    }
    Price own = of(model);
    Price price = own == null ? byDefault : own;
    try {
      return price.bill(input, output, cachedInput, cacheWriteInput, own != null);
    } catch (ArithmeticException e) {
      AgentErrors.countIgnoredInput(
          AgentErrors.Stage.PRICING, "a call of more than nine million dollars");
      return new Cost(0, 0, price.name, own != null);
    }
  }

  /** A model's own price under any of its spellings, or {@code null}. */
  private @Nullable Price of(String model) {
    Price known = spellings.get(model);
    if (known != null) {
      return known;
    }
    Price price = find(ModelName.plain(model));
    if (price != null && spellings.size() < MAX_KNOWN) {
      spellings.put(model, price);
    }
    return price;
  }

  /** The nearest spelling wins: a table may price one vendor or one date in its own way. */
  private @Nullable Price find(String plain) {
    String bare = ModelName.withoutVendor(plain);
    String[] spelled = {plain, ModelName.undated(plain), bare, ModelName.undated(bare)};
    for (String name : spelled) {
      Price price = prices.get(name);
      if (price != null) {
        return price;
      }
    }
    return null;
  }
}
