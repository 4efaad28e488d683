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
 * {@link #REQUIRED}, and its numbers are in the range that the agent writes. Not thread-safe.
 */
final class CallReader {
  private static final JsonFactory JSON = new JsonFactory();

  private static final int TIMESTAMP = 1;
  private static final int MODEL = 2;
  private static final int ERROR_TYPE = 4;
  private static final int LATENCY = 8;
  private static final int REQUIRED = TIMESTAMP | MODEL | ERROR_TYPE | LATENCY;

  /** The agent ignores a greater number. */
  private static final long MAX_TOKENS = 1_000_000_000_000L;

  /** Of a latency in milliseconds. */
  private static final int MICROS_DECIMALS = 3;

  private static final int DAY_LENGTH = "2026-11-25".length();

  private final Call call = new Call();
  private String lastDay = "";

  /**
   * The call, valid until the next line is read; {@code null} if the line is torn or the agent did
   * not write it.
   */
  @Nullable Call read(byte[] bytes, int offset, int length) {
    try (JsonParser line = JSON.createParser(bytes, offset, length)) {
      return line.nextToken() == JsonToken.START_OBJECT
              && readFields(line)
              && line.nextToken() == null
          ? call
          : null;
    } catch (IOException | ArithmeticException | DateTimeException foreign) {
      // The caller counts it.
      return null;
    }
  }

  /** Whether the object is complete, and has every required key. */
  private boolean readFields(JsonParser line) throws IOException {
    call.clear();
    int found = 0;
    for (String key = line.nextFieldName(); key != null; key = line.nextFieldName()) {
      JsonToken value = line.nextToken();
      if (value.isStructStart()) {
        line.skipChildren();
      } else {
        found |= readField(key, line);
      }
    }
    return found == REQUIRED && line.currentToken() == JsonToken.END_OBJECT;
  }

  /** Returns the key's bit of {@link #REQUIRED}; 0 if it is not required. */
  private int readField(String key, JsonParser line) throws IOException {
    switch (key) {
      case "timestamp":
        call.day = day(line.getText());
        return TIMESTAMP;
      case "model":
        call.model = name(line);
        return MODEL;
      case "error_type":
        call.errorType = name(line);
        return ERROR_TYPE;
      case "latency_ms":
        BigDecimal millis = decimal(line);
        call.latencyMicros = millis == null ? -1 : scaled(millis, MICROS_DECIMALS);
        return LATENCY;
      case "endpoint":
        call.endpoint = name(line);
        return 0;
      case "caller":
        call.caller = name(line);
        return 0;
      default:
        readNumber(key, line);
        return 0;
    }
  }

  private void readNumber(String key, JsonParser line) throws IOException {
    switch (key) {
      case "input_tokens":
        call.inputTokens = tokens(line);
        break;
      case "output_tokens":
        call.outputTokens = tokens(line);
        break;
      case "cached_input_tokens":
        call.cachedInputTokens = tokens(line);
        break;
      case "cache_write_input_tokens":
        call.cacheWriteInputTokens = tokens(line);
        break;
      case "total_cost":
        BigDecimal usd = decimal(line);
        call.costPicodollars = usd == null ? 0 : scaled(usd, Call.USD_DECIMALS);
        break;
      default:
        break;
    }
  }

  /** The UTC day of a timestamp, which must end with {@code Z}. */
  private String day(String timestamp) {
    if (timestamp.startsWith(lastDay) && !lastDay.isEmpty() && timestamp.endsWith("Z")) {
      return lastDay;
    }
    if (timestamp.length() <= DAY_LENGTH
        || timestamp.charAt(DAY_LENGTH) != 'T'
        || !timestamp.endsWith("Z")) {
      throw new DateTimeException(timestamp);
    }
    lastDay = LocalDate.parse(timestamp.substring(0, DAY_LENGTH)).toString();
    return lastDay;
  }

  private static String name(JsonParser line) throws IOException {
    return Call.orUnknown(line.currentToken() == JsonToken.VALUE_NULL ? null : line.getText());
  }

  private static long tokens(JsonParser line) throws IOException {
    if (line.currentToken() == JsonToken.VALUE_NULL) {
      return 0;
    }
    if (line.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw new ArithmeticException("tokens");
    }
    long tokens = line.getLongValue();
    if (tokens < 0 || tokens > MAX_TOKENS) {
      throw new ArithmeticException("tokens");
    }
    return tokens;
  }

  private static @Nullable BigDecimal decimal(JsonParser line) throws IOException {
    if (line.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    if (!line.currentToken().isNumeric()) {
      throw new ArithmeticException("not a number");
    }
    return line.getDecimalValue();
  }

  /** The value in units of its last decimal; throws if it has more decimals, or is negative. */
  private static long scaled(BigDecimal value, int decimals) {
    long whole = value.movePointRight(decimals).longValueExact();
    if (whole < 0) {
      throw new ArithmeticException("negative");
    }
    return whole;
  }
}
