package ai.holysheep.agent.pricing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prices by model. Immutable. */
public final class PriceTable {
  /** The entry for models that have none of their own. */
  private static final String DEFAULT = "default";

  private final Map<String, Price> prices;
  private final Price byDefault;

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
    return prices.get(ModelName.base(model));
  }

  public Price byDefault() {
    return byDefault;
  }
}
