package ai.holysheep.agent.pricing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Prices by model. Thread-safe; the prices do not change. */
public final class PriceTable {
  /** The entry for models that have none of their own. */
  private static final String DEFAULT = "default";

  /** Names come from callers and could be anything. */
  private static final int MAX_KNOWN = 256;

  private final Map<String, Price> prices;
  private final Price byDefault;

  /** Prices by the names that were asked for, so that a name is taken apart once. */
  private final Map<String, Price> spellings = new ConcurrentHashMap<>();

  private PriceTable(Map<String, Price> prices, Price byDefault) {
    this.prices = prices;
    this.byDefault = byDefault;
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
          prices.put(ModelName.base(words[0]), Price.perMillionTokens(words[1], words[2]));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("prices.txt", e);
    }
    Price byDefault = prices.remove(DEFAULT);
    if (byDefault == null) {
      throw new IllegalStateException("prices.txt has no default");
    }
    return new PriceTable(prices, byDefault);
  }

  /** A model's own price under any of its spellings, or {@code null}. */
  public @Nullable Price of(String model) {
    Price known = spellings.get(model);
    if (known != null) {
      return known;
    }
    Price price = prices.get(ModelName.base(model));
    if (price != null && spellings.size() < MAX_KNOWN) {
      spellings.put(model, price);
    }
    return price;
  }

  public Price byDefault() {
    return byDefault;
  }
}
