package ai.holysheep.agent.report.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of the ledger. The agent wrote a line if it is a JSON object that has every key of
 * {@link #REQUIRED}, none of the known keys twice, and values that the agent can write. Not
 * thread-safe.
 */
final class CallReader {
  /** Keys are not interned: a file could fill the JVM's table of strings. */
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

  private static final int TIMESTAMP = 1;
  private static final int MODEL = 1 << 1;
  private static final int ERROR_TYPE = 1 << 2;
  private static final int LATENCY = 1 << 3;
  private static final int ENDPOINT = 1 << 4;
  private static final int CALLER = 1 << 5;
  private static final int INPUT_TOKENS = 1 << 6;
  private static final int OUTPUT_TOKENS = 1 << 7;
  private static final int CACHED_INPUT_TOKENS = 1 << 8;
  private static final int CACHE_WRITE_INPUT_TOKENS = 1 << 9;
  private static final int TOTAL_COST = 1 << 10;
  private static final int PART = 1 << 11;
  private static final int CACHE_WRITE_1H_INPUT_TOKENS = 1 << 12;
  private static final int REQUIRED = TIMESTAMP | MODEL | ERROR_TYPE | LATENCY;

  /** The agent cuts names at 256 characters. */
  private static final int MAX_NAME = 512;

  /** Of a latency in milliseconds. */
  private static final int MICROS_DECIMALS = 3;

  private static final int DAY_LENGTH = "2026-11-25".length();

  private final Call call = new Call();
  private String lastDay = "";

  /**
   * The call, valid until the next line is read; {@code null} if the line is torn or the agent did
   * not write it. Never throws an exception.
   */
  @Nullable Call read(byte[] bytes, int offset, int length) {
    try (JsonParser line = JSON.createParser(bytes, offset, length)) {
      return line.nextToken() == JsonToken.START_OBJECT
              && readFields(line)
              && line.nextToken() == null
          ? call
          : null;
    } catch (IOException | RuntimeException foreign) {
      // The caller counts it.
      return null;
    }
  }

  /** Whether the object is complete, and has every required key. */
  private boolean readFields(JsonParser line) throws IOException {
    call.clear();
    int found = 0;
    for (String name = line.nextFieldName(); name != null; name = line.nextFieldName()) {
      int key = key(name);
      JsonToken value = line.nextToken();
      if (key == 0) {
        line.skipChildren();
      } else if ((found & key) != 0 || value.isStructStart()) {
        return false;
      } else {
        found |= key;
        readValue(key, line);
      }
    }
    return (found & REQUIRED) == REQUIRED && line.currentToken() == JsonToken.END_OBJECT;
  }

  /** 0 for a key that reports do not need. */
  private static int key(String name) {
    switch (name) {
      case "timestamp":
        return TIMESTAMP;
      case "model":
        return MODEL;
      case "error_type":
        return ERROR_TYPE;
      case "latency_ms":
        return LATENCY;
      case "endpoint":
        return ENDPOINT;
      case "caller":
        return CALLER;
      case "input_tokens":
        return INPUT_TOKENS;
      case "output_tokens":
        return OUTPUT_TOKENS;
      case "cached_input_tokens":
        return CACHED_INPUT_TOKENS;
      case "cache_write_input_tokens":
        return CACHE_WRITE_INPUT_TOKENS;
      case "cache_write_1h_input_tokens":
        return CACHE_WRITE_1H_INPUT_TOKENS;
      case "total_cost":
        return TOTAL_COST;
      case "part":
        return PART;
      default:
        return 0;
    }
  }

  private void readValue(int key, JsonParser line) throws IOException {
    switch (key) {
      case TIMESTAMP:
        call.day = day(line.getText());
        break;
      case MODEL:
        call.model = name(line);
        break;
      case ERROR_TYPE:
        call.errorType = name(line);
        break;
      case ENDPOINT:
        call.endpoint = name(line);
        break;
      case CALLER:
        call.caller = name(line);
        break;
      case LATENCY:
        call.latencyMicros = units(line, MICROS_DECIMALS, -1);
        break;
      case INPUT_TOKENS:
        call.inputTokens = units(line, 0, 0);
        break;
      case OUTPUT_TOKENS:
        call.outputTokens = units(line, 0, 0);
        break;
      case CACHED_INPUT_TOKENS:
        call.cachedInputTokens = units(line, 0, 0);
        break;
      case CACHE_WRITE_INPUT_TOKENS:
        call.cacheWriteInputTokens = units(line, 0, 0);
        break;
      case CACHE_WRITE_1H_INPUT_TOKENS:
        call.cacheWriteInputTokensForAnHour = units(line, 0, 0);
        break;
      case PART:
        call.part = flag(line);
        break;
      default:
        call.costPicodollars = units(line, Call.USD_DECIMALS, 0);
    }
  }

  /** The UTC day of a timestamp, which must end with {@code Z}. */
  private String day(String timestamp) {
    if (timestamp.length() <= DAY_LENGTH
        || timestamp.charAt(DAY_LENGTH) != 'T'
        || !timestamp.endsWith("Z")) {
      throw new DateTimeException(timestamp);
    }
    if (lastDay.isEmpty() || !timestamp.startsWith(lastDay)) {
      lastDay = LocalDate.parse(timestamp.substring(0, DAY_LENGTH)).toString();
    }
    return lastDay;
  }

  private static String name(JsonParser line) throws IOException {
    if (line.currentToken() == JsonToken.VALUE_NULL) {
      return Call.orUnknown(null);
    }
    if (line.currentToken() != JsonToken.VALUE_STRING || line.getTextLength() > MAX_NAME) {
      throw new IllegalArgumentException("not a name");
    }
    return Call.orUnknown(wellFormed(line.getText()));
  }

  /** Names that look equal in UTF-8 are equal: each half of a surrogate pair becomes U+FFFD. */
  private static String wellFormed(String name) {
    char[] chars = null;
    for (int i = 0; i < name.length(); i++) {
      if (Character.isSurrogate(name.charAt(i))) {
        if (Character.isSupplementaryCodePoint(name.codePointAt(i))) {
          i++;
        } else {
          chars = chars == null ? name.toCharArray() : chars;
          chars[i] = '\ufffd';
        }
      }
    }
    return chars == null ? name : new String(chars);
  }

  private static boolean flag(JsonParser line) throws IOException {
    return line.currentToken() != JsonToken.VALUE_NULL && line.getBooleanValue();
  }

  /**
   * The number in units of its last decimal. Throws if it is negative, has more decimals, or does
   * not fit into a {@code long}: all numbers that the agent writes do.
   */
  private static long units(JsonParser line, int decimals, long ifNull) throws IOException {
    JsonToken token = line.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return ifNull;
    }
    BigDecimal value = line.getDecimalValue();
    if (value.signum() < 0 || decimals == 0 && token != JsonToken.VALUE_NUMBER_INT) {
      throw new ArithmeticException("negative, or no whole number");
    }
    if (value.signum() == 0) {
      return 0;
    }
    // 1e999999999 as a whole number takes gigabytes.
    long digits = (long) value.precision() - value.scale() + decimals;
    if (digits < 1 || digits > 19) {
      throw new ArithmeticException("out of range");
    }
    return value.movePointRight(decimals).longValueExact();
  }
}
