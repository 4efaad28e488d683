package ai.holysheep.agent.pricing.table;

import ai.holysheep.agent.pricing.ModelSpellings;
import ai.holysheep.agent.pricing.Price;
import ai.holysheep.agent.pricing.PriceFile;
import ai.holysheep.agent.pricing.Refusals;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parses a price file (option {@code pricing.file}) in our own format. */
final class PriceFileParser {
  private static final int MAX_ALIASES = 1000;
  private static final int MAX_NAME = 256;
  private static final String NAME = "a name of 1 to " + MAX_NAME + " characters";

  private final JsonParser json;
  private final List<Price> prices = new ArrayList<>();
  private final Map<String, String> aliases = new LinkedHashMap<>();
  private final CardLimit limit = new CardLimit();
  private final Refusals refusals;

  private PriceFileParser(JsonParser json, Refusals refusals) {
    this.json = json;
    this.refusals = refusals;
  }

  /**
   * Returns what a whole file says. Throws {@link IOException} with a message that says what is
   * wrong.
   *
   * @param json at the first key, or at the file's end
   * @param refusals gets the entries that cannot be read
   */
  static PriceFile parse(JsonParser json, Refusals refusals) throws IOException {
    PriceFileParser parser = new PriceFileParser(json, refusals);
    parser.parseFile();
    return new PriceFile(parser.prices, parser.aliases, parser.refusals);
  }

  static boolean isKey(String name) {
    return name.equals("models") || name.equals("aliases") || name.equals("currency");
  }

  /** A file that has none of our keys and is no public table. */
  static IOException unknownKey(String key) {
    return new IOException(
        "no such key: "
            + PriceEntryParser.shown(key)
            + "; allowed: currency, models, aliases, or a whole public table");
  }

  private void parseFile() throws IOException {
    boolean hasModels = false;
    boolean hasAliases = false;
    while (json.currentToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      if (key.equals("models")) {
        hasModels = true;
        parseModels();
      } else if (key.equals("aliases")) {
        hasAliases = true;
        parseAliases();
      } else if (!key.equals("currency")) {
        throw unknownKey(key);
      } else if (!"USD".equals(json.getText())) {
        throw new IOException("currency: " + json.getText() + " is not allowed, must be USD");
      }
      json.nextToken();
    }
    if (!hasModels && !hasAliases) {
      throw new IOException("\"models\" is missing");
    }
  }

  private void parseModels() throws IOException {
    requireObject("models");
    JsonStreamContext models = json.getParsingContext();
    // Two spellings of one model could have two prices.
    Map<String, String> names = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String model = json.currentName();
      json.nextToken();
      try {
        requireNew(names, model, "model");
        Price price = PriceEntryParser.parse(json, model);
        limit.add(price);
        prices.add(price);
        names.put(ModelSpellings.normalize(model), model);
      } catch (IllegalArgumentException e) {
        refusals.add(model, e);
        skipTo(models);
      }
    }
  }

  private void parseAliases() throws IOException {
    requireObject("aliases");
    JsonStreamContext all = json.getParsingContext();
    Map<String, String> names = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String alias = json.currentName();
      json.nextToken();
      try {
        requireNew(names, alias, "name");
        if (json.currentToken() != JsonToken.VALUE_STRING) {
          throw new IllegalArgumentException("is not allowed, must be " + NAME);
        }
        String model = json.getText();
        requireName(model);
        if (aliases.size() == MAX_ALIASES) {
          throw new IllegalArgumentException("more than " + MAX_ALIASES);
        }
        aliases.put(alias, model);
        names.put(ModelSpellings.normalize(alias), alias);
      } catch (IllegalArgumentException e) {
        refusals.add("aliases." + alias, e);
        skipTo(all);
      }
    }
  }

  private static void requireNew(Map<String, String> names, String name, String what) {
    requireName(name);
    String other = names.get(ModelSpellings.normalize(name));
    if (other != null) {
      throw new IllegalArgumentException(other + " is the same " + what);
    }
  }

  /** Passes over what is left of a value in this object or array. */
  private void skipTo(JsonStreamContext around) throws IOException {
    while (json.getParsingContext() != around && json.nextToken() != null) {
      // The parser leaves the value with its last token.
    }
  }

  private static void requireName(String name) {
    if (name.trim().isEmpty() || name.length() > MAX_NAME) {
      throw new IllegalArgumentException(
          PriceEntryParser.shown(name) + " is not allowed, must be " + NAME);
    }
  }

  private void requireObject(String what) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new IOException(what + " is not a JSON object");
    }
  }
}
