package ai.holysheep.agent.report.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
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

  /** By the ordinals of the fields. */
  private static final long REQUIRED =
      bit(Field.TIMESTAMP) | bit(Field.MODEL) | bit(Field.ERROR_TYPE) | bit(Field.LATENCY_MS);

  /** The agent cuts names at 256 characters. */
  private static final int MAX_NAME = 512;

  /** The agent writes timestamps of 24 characters. */
  private static final int MAX_TIMESTAMP = 40;

  /** The agent allows 16 constant labels, and as many headers. */
  private static final int MAX_NAMES = 64;

  /** Whole numbers with so many digits fit into a {@code long}. */
  private static final int LONG_DIGITS = 18;

  private static final int DAY_LENGTH = "2026-11-25".length();

  private final Call call = new Call();
  private final Map<String, Field> fields = new HashMap<>();
  private String lastDay = "";

  /**
   * @param asked what a report needs besides {@link Field#ALWAYS}: no other value is decoded
   */
  CallReader(Set<Field> asked) {
    Field.ALWAYS.forEach(field -> fields.put(field.key(), field));
    asked.forEach(field -> fields.put(field.key(), field));
  }

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

  private static long bit(Field field) {
    return 1L << field.ordinal();
  }

  /** Whether the object is complete, and has every required key. */
  private boolean readFields(JsonParser line) throws IOException {
    call.clear();
    long found = 0;
    for (String name = line.nextFieldName(); name != null; name = line.nextFieldName()) {
      Field field = fields.get(name);
      JsonToken value = line.nextToken();
      if (field == null || !field.strict && (found & bit(field)) != 0) {
        line.skipChildren();
      } else if (!field.strict) {
        found |= bit(field);
        readLenient(field, line, value);
      } else if ((found & bit(field)) != 0 || value.isStructStart()) {
        return false;
      } else {
        found |= bit(field);
        readStrict(field, line);
      }
    }
    return (found & REQUIRED) == REQUIRED && line.currentToken() == JsonToken.END_OBJECT;
  }

  private void readStrict(Field field, JsonParser line) throws IOException {
    switch (field.kind) {
      case TIME:
        String timestamp = line.getText();
        call.day = day(timestamp);
        call.setName(field, timestamp.length() <= MAX_TIMESTAMP ? timestamp : null);
        break;
      case NAME:
        call.setName(field, name(line));
        break;
      case FLAG:
        call.part = flag(line);
        break;
      default:
        call.setNumber(field, units(line, decimals(field)));
    }
  }

  /** A value that the agent cannot have written is unknown. */
  private void readLenient(Field field, JsonParser line, JsonToken value) throws IOException {
    if (value == JsonToken.START_OBJECT && field.kind == Field.Kind.NAMES) {
      readNames(call.namesOf(field), line);
    } else if (value.isStructStart()) {
      line.skipChildren();
    } else if (field.kind == Field.Kind.NAME) {
      call.setName(field, nameOrNull(line, value));
    } else if (value.isNumeric()) {
      call.setNumber(field, unitsOrUnknown(line, decimals(field)));
    }
  }

  private static void readNames(Map<String, String> names, JsonParser line) throws IOException {
    for (String name = line.nextFieldName(); name != null; name = line.nextFieldName()) {
      JsonToken value = line.nextToken();
      if (value.isStructStart()) {
        line.skipChildren();
      } else if (names.size() < MAX_NAMES && name.length() <= MAX_NAME) {
        String text = nameOrNull(line, value);
        if (text != null) {
          names.putIfAbsent(wellFormed(name), text);
        }
      }
    }
  }

  private static @Nullable String nameOrNull(JsonParser line, JsonToken value) throws IOException {
    return value == JsonToken.VALUE_STRING && line.getTextLength() <= MAX_NAME ? name(line) : null;
  }

  private static int decimals(Field field) {
    switch (field.kind) {
      case USD:
        return Call.USD_DECIMALS;
      case MILLIS:
      case SECONDS:
        return Call.MICROS_DECIMALS;
      default:
        return 0;
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

  /** {@code null} for no name, and for an empty one. */
  private static @Nullable String name(JsonParser line) throws IOException {
    if (line.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    if (line.currentToken() != JsonToken.VALUE_STRING || line.getTextLength() > MAX_NAME) {
      throw new IllegalArgumentException("not a name");
    }
    String name = wellFormed(line.getText());
    return name.isEmpty() ? null : name;
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

  private static long unitsOrUnknown(JsonParser line, int decimals) throws IOException {
    try {
      return units(line, decimals);
    } catch (JsonProcessingException | RuntimeException foreign) {
      return -1;
    }
  }

  /**
   * The number in units of its last decimal; -1 if it is {@code null}. Throws if it is negative,
   * has more decimals, or does not fit into a {@code long}: all numbers that the agent writes do.
   */
  private static long units(JsonParser line, int decimals) throws IOException {
    JsonToken token = line.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return -1;
    }
    if (decimals == 0
        && token == JsonToken.VALUE_NUMBER_INT
        && line.getTextLength() <= LONG_DIGITS) {
      return notNegative(line.getLongValue());
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

  private static long notNegative(long value) {
    if (value < 0) {
      throw new ArithmeticException("negative");
    }
    return value;
  }
}
