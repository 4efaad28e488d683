package ai.holysheep.agent.ledger;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Appends one JSON object per line. Numbers are exact: they are whole multiples of a power of ten,
 * and never become a {@code double}.
 */
final class JsonLineBuilder {
  private static final String HEX = "0123456789abcdef";
  private static final int MILLIS_PER_SECOND = 1000;
  private static final int MILLIS_PER_MINUTE = 60_000;
  private static final int MILLIS_PER_HOUR = 3_600_000;
  private static final int MILLIS_PER_DAY = 86_400_000;

  private final StringBuilder out;
  private boolean first;

  JsonLineBuilder(StringBuilder out) {
    this.out = out;
  }

  void beginObject() {
    out.append('{');
    first = true;
  }

  void endObject() {
    out.append("}\n");
  }

  void booleanField(String key, boolean value) {
    appendKey(key);
    out.append(value);
  }

  /**
   * The number {@code units} * 10^-{@code decimals}, without trailing zeros; {@code null} if it is
   * negative.
   */
  void decimalField(String key, long units, int decimals) {
    appendKey(key);
    if (units < 0) {
      out.append("null");
      return;
    }
    String digits = Long.toString(units);
    int whole = digits.length() - decimals;
    out.append(whole > 0 ? digits.substring(0, whole) : "0");
    int end = digits.length();
    while (end > Math.max(whole, 0) && digits.charAt(end - 1) == '0') {
      end--;
    }
    if (end > Math.max(whole, 0)) {
      out.append('.');
      for (int i = whole; i < 0; i++) {
        out.append('0');
      }
      out.append(digits, Math.max(whole, 0), end);
    }
  }

  void stringField(String key, @Nullable String value) {
    appendKey(key);
    if (value == null) {
      out.append("null");
    } else {
      appendString(value);
    }
  }

  /** An object of texts; {@code null} if it is empty. */
  void objectField(String key, Map<String, String> texts) {
    appendKey(key);
    if (texts.isEmpty()) {
      out.append("null");
      return;
    }
    char separator = '{';
    for (Map.Entry<String, String> text : texts.entrySet()) {
      out.append(separator);
      appendString(text.getKey());
      out.append(':');
      appendString(text.getValue());
      separator = ',';
    }
    out.append('}');
  }

  private void appendString(String value) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      appendEscaped(value.charAt(i));
    }
    out.append('"');
  }

  private void appendEscaped(char c) {
    if (c == '"' || c == '\\') {
      out.append('\\').append(c);
    } else if (c < ' ') {
      out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
    } else {
      out.append(c);
    }
  }

  /** A time in UTC, such as {@code "2026-11-25T11:55:01.123Z"}. */
  void timestampField(String key, long epochMillis) {
    appendKey(key);
    long epochDay = Math.floorDiv(epochMillis, MILLIS_PER_DAY);
    long millis = Math.floorMod(epochMillis, (long) MILLIS_PER_DAY);
    out.append('"').append(LocalDate.ofEpochDay(epochDay)).append('T');
    appendPadded(millis / MILLIS_PER_HOUR, 2);
    out.append(':');
    appendPadded(millis / MILLIS_PER_MINUTE % 60, 2);
    out.append(':');
    appendPadded(millis / MILLIS_PER_SECOND % 60, 2);
    out.append('.');
    appendPadded(millis % MILLIS_PER_SECOND, 3);
    out.append("Z\"");
  }

  private void appendPadded(long n, int digits) {
    String text = Long.toString(n);
    for (int i = text.length(); i < digits; i++) {
      out.append('0');
    }
    out.append(text);
  }

  private void appendKey(String key) {
    if (!first) {
      out.append(',');
    }
    first = false;
    out.append('"').append(key).append("\":");
  }
}
