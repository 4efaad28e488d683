package ai.holysheep.agent.usage;

/**
 * Reads a decimal number, as JSON writes it, in whole units of a power of ten. Exact: nothing is
 * rounded but the result, once. Allocates nothing, and never throws.
 */
final class ExactDecimal {
  /** No number has so many digits, so that the point is far outside of all of them. */
  private static final int MAX_EXPONENT = 10_000;

  private ExactDecimal() {}

  /**
   * Returns the number times 10^{@code shift}, rounded half up; -1 if it is negative, too large for
   * a {@code long}, or no number.
   */
  static long parse(byte[] bytes, int length, int shift) {
    int end = indexOfExponent(bytes, length);
    int exponent = end == length ? 0 : exponent(bytes, end + 1, length);
    int point = 0;
    while (point < end && bytes[point] != '.') {
      point++;
    }
    boolean empty = point == 0 || point == end - 1;
    return empty || Math.abs(exponent) > MAX_EXPONENT
        ? -1
        : rounded(bytes, end, point, point + exponent + shift);
  }

  private static int indexOfExponent(byte[] bytes, int length) {
    int i = 0;
    while (i < length && bytes[i] != 'e' && bytes[i] != 'E') {
      i++;
    }
    return i;
  }

  /** More than {@link #MAX_EXPONENT} if this is none. */
  private static int exponent(byte[] bytes, int from, int to) {
    boolean negative = from < to && bytes[from] == '-';
    int first = from < to && (negative || bytes[from] == '+') ? from + 1 : from;
    int exponent = first == to ? MAX_EXPONENT + 1 : 0;
    for (int i = first; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return MAX_EXPONENT + 1;
      }
      exponent = Math.min(exponent * 10 + digit, MAX_EXPONENT + 1);
    }
    return negative ? -exponent : exponent;
  }

  /**
   * @param point the index of the decimal point, or {@code end}
   * @param whole how many digits the result has, with leading zeros
   */
  private static long rounded(byte[] bytes, int end, int point, int whole) {
    long value = 0;
    int digits = 0;
    boolean up = false;
    for (int i = 0; i < end; i++) {
      int digit = bytes[i] - '0';
      if (i == point) {
        continue;
      }
      if (digit < 0 || digit > 9) {
        return -1;
      }
      if (digits < whole) {
        value = timesTenPlus(value, digit);
      } else if (digits == whole) {
        up = digit >= 5;
      }
      if (value < 0) {
        return -1;
      }
      digits++;
    }
    for (; digits < whole && value > 0; digits++) {
      value = timesTenPlus(value, 0);
    }
    return value < 0 || !up ? value : value == Long.MAX_VALUE ? -1 : value + 1;
  }

  /** Returns -1 if it is too large. */
  private static long timesTenPlus(long value, int digit) {
    return value > (Long.MAX_VALUE - digit) / 10 ? -1 : value * 10 + digit;
  }
}
