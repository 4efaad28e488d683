package ai.holysheep.agent.ledger;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The JSON of one flat object on one line; numbers are exact, since none was ever a fraction. */
final class JsonLineBuilder {
  private static final String HEX = "0123456789abcdef";
  private static final int MILLIS_PER_SECOND = 1000;

  private final StringBuilder out;
  private boolean first;

  JsonLineBuilder(StringBuilder out) {
    this.out = out;
  }

  void begin() {
    out.append('{');
    first = true;
  }

  void end() {
    out.append("}\n");
  }

  void key(String key) {
    if (!first) {
      out.append(',');
    }
    first = false;
    out.append('"').append(key).append("\":");
  }

  void bool(String key, boolean value) {
    key(key);
    out.append(value);
  }

  /** {@code units} of 10^-decimals each, without trailing zeros; {@code null} where negative. */
  void decimal(String key, long units, int decimals) {
    key(key);
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

  void text(String key, @Nullable String value) {
    key(key);
    if (value == null) {
      out.append("null");
      return;
    }
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      character(value.charAt(i));
    }
    out.append('"');
  }

  private void character(char c) {
    if (c == '"' || c == '\\') {
      out.append('\\').append(c);
    } else if (c < ' ') {
      out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
    } else {
      out.append(c);
    }
  }

  /** {@code "2026-11-25T11:55:01.123Z"}. */
  void time(LocalDate day, long epochMillis) {
    long millis = epochMillis - day.toEpochDay() * 86_400_000;
    out.append('"').append(day).append('T');
    padded(millis / 3_600_000, 2);
    out.append(':');
    padded(millis / 60_000 % 60, 2);
    out.append(':');
    padded(millis / MILLIS_PER_SECOND % 60, 2);
    out.append('.');
    padded(millis % MILLIS_PER_SECOND, 3);
    out.append("Z\"");
  }

  private void padded(long n, int digits) {
    String text = Long.toString(n);
    for (int i = text.length(); i < digits; i++) {
      out.append('0');
    }
    out.append(text);
  }
}
