package ai.holysheep.agent.usage;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Parses whole numbers from 0 to 10^12, also in the notations {@code 42.0} and {@code 1e3}. Larger
 * numbers are not plausible as a count of tokens, seconds or calls: they come from a faulty server.
 * Never throws.
 */
public final class WholeNumber {
  static final long MAX_PLAUSIBLE = 1_000_000_000_000L;
  private static final BigDecimal MAX_PLAUSIBLE_DECIMAL = BigDecimal.valueOf(MAX_PLAUSIBLE);

  /** Longer decimals are rejected: this bounds the work for {@code 1e999999999}. */
  private static final int MAX_DECIMAL_LENGTH = 40;

  private WholeNumber() {}

  /** Returns the number, or -1 for {@code null} and for any other text. */
  public static long parse(@Nullable String text) {
    if (text == null || text.length() > MAX_DECIMAL_LENGTH) {
      return -1;
    }
    long number = parseDigits(text);
    return number >= 0 ? number : parseDecimal(text);
  }

  /**
   * Returns the number, or -1 for any other bytes. Allocates nothing if all bytes are digits, as in
   * nearly all responses.
   */
  static long parse(byte[] bytes, int offset, int length) {
    long number = length == 0 ? -1 : 0;
    for (int i = offset; i < offset + length; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return length > MAX_DECIMAL_LENGTH
            ? -1
            : parse(new String(bytes, offset, length, StandardCharsets.UTF_8));
      }
      number = number * 10 + digit;
      if (number > MAX_PLAUSIBLE) {
        return -1;
      }
    }
    return number;
  }

  /** Allocates nothing, as nearly all numbers consist of digits only. */
  private static long parseDigits(String text) {
    long number = text.isEmpty() ? -1 : 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      number = number * 10 + digit;
      if (digit < 0 || digit > 9 || number > MAX_PLAUSIBLE) {
        return -1;
      }
    }
    return number;
  }

  private static long parseDecimal(String text) {
    try {
      BigDecimal number = new BigDecimal(text.trim());
      boolean whole = number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
      return number.signum() >= 0
              && whole
              && Math.abs(number.scale()) <= MAX_DECIMAL_LENGTH
              && number.compareTo(MAX_PLAUSIBLE_DECIMAL) <= 0
          ? number.longValue()
          : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /** The sum of the counts that are known; -1 if both are missing. */
  static long sum(long one, long other) {
    return one < 0 ? other : other < 0 ? one : one + other;
  }
}
