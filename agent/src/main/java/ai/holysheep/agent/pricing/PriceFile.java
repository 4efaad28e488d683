package ai.holysheep.agent.pricing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a price file. The only class here that names Jackson's: a JVM without such a file loads
 * none of them.
 */
final class PriceFile {
  private static final String[] FIGURES = {"input", "output", "cached_input", "cache_write"};

  /** What a longer number is, nobody pays. */
  private static final int MAX_DIGITS = 40;

  private final JsonParser json;
  private final List<Price> prices = new ArrayList<>();

  /** Entries by their plain names, of which two spellings would be one. */
  private final Map<String, String> names = new HashMap<>();

  private PriceFile(JsonParser json) {
    this.json = json;
  }

  /** The entries of a whole file. Throws with a message that says what is wrong, and where. */
  static List<Price> parse(byte[] bytes) throws IOException {
    JsonFactory factory =
        JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    try (JsonParser json = factory.createParser(bytes)) {
      PriceFile file = new PriceFile(json);
      file.document();
      return file.prices;
    } catch (JsonProcessingException e) {
      throw new IOException(
          "no JSON at line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage());
    }
  }

  private void document() throws IOException {
    json.nextToken();
    object("the file");
    boolean models = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      if (key.equals("models")) {
        models = true;
        models();
      } else if (!key.equals("currency")) {
        throw new IOException("no such key: " + key + "; allowed: currency, models");
      } else if (!"USD".equals(json.getText())) {
        throw new IOException("currency: " + json.getText() + " is not allowed, must be USD");
      }
    }
    if (!models) {
      throw new IOException("there is no \"models\"");
    }
    if (json.nextToken() != null) {
      throw new IOException("there is more behind the end");
    }
  }

  private void models() throws IOException {
    object("models");
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String model = json.currentName();
      String other = names.put(ModelName.plain(model), model);
      if (other != null) {
        throw new IOException(other + " and " + model + " are the same model");
      }
      json.nextToken();
      object(model);
      prices.add(price(model));
    }
  }

  private Price price(String model) throws IOException {
    BigDecimal[] figures = new BigDecimal[FIGURES.length];
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      int figure = java.util.Arrays.asList(FIGURES).indexOf(key);
      if (figure < 0) {
        throw new IOException(
            model + ": no such price: " + key + "; allowed: " + String.join(", ", FIGURES));
      }
      json.nextToken();
      figures[figure] = figure(model + "." + key);
    }
    return new Price(
        model, given(model, figures, 0), given(model, figures, 1), figures[2], figures[3]);
  }

  private BigDecimal figure(String what) throws IOException {
    String text = json.getText();
    boolean number = json.currentToken().isNumeric() && text.length() <= MAX_DIGITS;
    BigDecimal value = number ? new BigDecimal(text) : null;
    if (value == null || !Price.isAllowed(value)) {
      String shown = text.length() <= MAX_DIGITS ? text : text.substring(0, MAX_DIGITS) + "...";
      throw new IOException(what + ": " + shown + " is not allowed, must be " + Price.ALLOWED);
    }
    return value;
  }

  private static BigDecimal given(String model, @Nullable BigDecimal[] figures, int figure)
      throws IOException {
    BigDecimal value = figures[figure];
    if (value == null) {
      throw new IOException(model + ": there is no " + FIGURES[figure]);
    }
    return value;
  }

  private void object(String what) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new IOException(what + " is no JSON object");
    }
  }
}
