package ai.holysheep.agent.pricing.table;

import ai.holysheep.agent.pricing.Rate;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the values that public tables have. Throws {@link IllegalArgumentException} with the reason
 * for a value that makes an entry unreadable.
 */
final class JsonValues {
  private static final int MAX_TEXT = 256;
  private static final int MAX_TEXTS = 64;
  private static final int SHOWN = 40;

  private JsonValues() {}

  /**
   * A price for one token, search or call.
   *
   * @param power how many the price in the table is for, as a power of ten
   */
  static BigDecimal price(JsonParser json, String field, Rate rate, int power) throws IOException {
    String text = json.getText();
    BigDecimal usd = json.currentToken().isNumeric() ? Rate.parse(text, power) : null;
    if (usd == null || !rate.isAllowed(usd)) {
      throw new IllegalArgumentException(field + ": " + shown(text) + " is no price");
    }
    return usd;
  }

  /** A whole number of tokens, which may be written as {@code 32000.0}. */
  static long tokens(JsonParser json, String field) throws IOException {
    String text = json.getText();
    BigDecimal number = json.currentToken().isNumeric() ? Rate.parse(text, 0) : null;
    if (number == null
        || number.signum() < 0
        || number.compareTo(BigDecimal.valueOf(1L << 40)) > 0) {
      throw new IllegalArgumentException(field + ": " + shown(text) + " is no number of tokens");
    }
    return number.longValue();
  }

  static String text(JsonParser json, String field) throws IOException {
    String text = json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : "";
    if (text.isEmpty() || text.length() > MAX_TEXT) {
      throw new IllegalArgumentException(
          field + ": " + shown(json.getText()) + " is no text of 1 to " + MAX_TEXT + " characters");
    }
    return text;
  }

  static List<String> texts(JsonParser json, String field) throws IOException {
    require(json, JsonToken.START_ARRAY, field);
    List<String> texts = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (texts.size() == MAX_TEXTS) {
        throw new IllegalArgumentException(field + ": more than " + MAX_TEXTS);
      }
      texts.add(text(json, field));
    }
    return texts;
  }

  static void require(JsonParser json, JsonToken start, String field) {
    if (json.currentToken() != start) {
      throw new IllegalArgumentException(
          (field.isEmpty() ? "it" : field)
              + " is not a JSON "
              + (start == JsonToken.START_OBJECT ? "object" : "array"));
    }
  }

  /** Passes over what is left of a value in this object or array. */
  static void skipTo(JsonParser json, JsonStreamContext around) throws IOException {
    while (json.getParsingContext() != around && json.nextToken() != null) {
      // The parser leaves the value with its last token.
    }
  }

  static String shown(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
