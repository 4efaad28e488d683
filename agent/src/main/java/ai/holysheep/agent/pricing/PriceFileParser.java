package ai.holysheep.agent.pricing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parses a price file (option {@code pricing.file}). Only this class of the package uses Jackson,
 * so a JVM without a price file loads no class of Jackson.
 */
final class PriceFileParser {
  private static final String[] PRICE_KEYS = {"input", "output", "cached_input", "cache_write"};

  /** Longer numbers are rejected. */
  private static final int MAX_DIGITS = 40;

  private static final int MAX_ALIASES = 1000;
  private static final int MAX_NAME = 256;
  private static final String NAME = "a name of 1 to " + MAX_NAME + " characters";

  private final JsonParser json;
  private final List<Price> prices = new ArrayList<>();
  private final Map<String, String> aliases = new LinkedHashMap<>();

  private PriceFileParser(JsonParser json) {
    this.json = json;
  }

  /**
   * Returns what a whole file says. Throws {@link IOException} with a message that says what is
   * wrong, and where.
   */
  static PriceFile parse(byte[] bytes) throws IOException {
    JsonFactory factory =
        JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    try (JsonParser json = factory.createParser(bytes)) {
      PriceFileParser parser = new PriceFileParser(json);
      parser.parseFile();
      return new PriceFile(parser.prices, parser.aliases);
    } catch (JsonProcessingException e) {
      throw new IOException(
          "not valid JSON at line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage());
    }
  }

  private void parseFile() throws IOException {
    json.nextToken();
    requireObject("the file");
    boolean hasModels = false;
    boolean hasAliases = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      if (key.equals("models")) {
        hasModels = true;
        parseModels();
      } else if (key.equals("aliases")) {
        hasAliases = true;
        parseAliases();
      } else if (!key.equals("currency")) {
        throw new IOException("no such key: " + key + "; allowed: currency, models, aliases");
      } else if (!"USD".equals(json.getText())) {
        throw new IOException("currency: " + json.getText() + " is not allowed, must be USD");
      }
    }
    if (!hasModels && !hasAliases) {
      throw new IOException("\"models\" is missing");
    }
    if (json.nextToken() != null) {
      throw new IOException("there is more after the end of the JSON object");
    }
  }

  private void parseModels() throws IOException {
    requireObject("models");
    // To reject two spellings of one model.
    Map<String, String> names = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String model = json.currentName();
      String other = names.put(SpellingRules.normalize(model), model);
      if (other != null) {
        throw new IOException(other + " and " + model + " are the same model");
      }
      json.nextToken();
      requireObject(model);
      prices.add(parsePrice(model));
    }
  }

  private void parseAliases() throws IOException {
    requireObject("aliases");
    Map<String, String> names = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String alias = json.currentName();
      requireName("aliases", alias);
      String other = names.put(SpellingRules.normalize(alias), alias);
      if (other != null) {
        throw new IOException("aliases: " + other + " and " + alias + " are the same name");
      }
      if (json.nextToken() != JsonToken.VALUE_STRING) {
        throw new IOException("aliases." + alias + " is not allowed, must be " + NAME);
      }
      String model = json.getText();
      requireName("aliases." + alias, model);
      aliases.put(alias, model);
      if (aliases.size() > MAX_ALIASES) {
        throw new IOException("aliases: more than " + MAX_ALIASES);
      }
    }
  }

  private static void requireName(String path, String name) throws IOException {
    if (name.trim().isEmpty() || name.length() > MAX_NAME) {
      throw new IOException(path + ": " + shown(name) + " is not allowed, must be " + NAME);
    }
  }

  private Price parsePrice(String model) throws IOException {
    BigDecimal[] amounts = new BigDecimal[PRICE_KEYS.length];
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      int index = Arrays.asList(PRICE_KEYS).indexOf(key);
      if (index < 0) {
        throw new IOException(
            model + ": no such price: " + key + "; allowed: " + String.join(", ", PRICE_KEYS));
      }
      json.nextToken();
      amounts[index] = parseAmount(model + "." + key);
    }
    return new Price(
        model, required(model, amounts, 0), required(model, amounts, 1), amounts[2], amounts[3]);
  }

  private BigDecimal parseAmount(String path) throws IOException {
    String text = json.getText();
    boolean number = json.currentToken().isNumeric() && text.length() <= MAX_DIGITS;
    BigDecimal amount = number ? parseDecimal(text) : null;
    if (amount == null || !Price.isAllowed(amount)) {
      throw new IOException(
          path + ": " + shown(text) + " is not allowed, must be " + Price.ALLOWED);
    }
    return amount;
  }

  private static String shown(String text) {
    return text.length() <= MAX_DIGITS ? text : text.substring(0, MAX_DIGITS) + "...";
  }

  /** {@code null} for an exponent that no decimal can have, such as {@code 1e99999999999}. */
  private static @Nullable BigDecimal parseDecimal(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static BigDecimal required(String model, @Nullable BigDecimal[] amounts, int index)
      throws IOException {
    BigDecimal amount = amounts[index];
    if (amount == null) {
      throw new IOException(model + ": " + PRICE_KEYS[index] + " is missing");
    }
    return amount;
  }

  private void requireObject(String what) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new IOException(what + " is not a JSON object");
    }
  }
}
