package ai.holysheep.agent.exchange.header;

/**
 * Reads the numbers of header fields. Never throws, and allocates nothing. A negative result means
 * that there is no number, or one that is not plausible: negative, or with more than 17 digits
 * before its point.
 */
public final class HeaderNumber {
  private static final int MAX_LENGTH = 64;
  private static final long MAX_MANTISSA = 100_000_000_000_000_000L;
  private static final int MAX_EXPONENT_DIGITS = 2;
  private static final int MAX_SCALE = 40;

  /** Makes any scale too large. */
  private static final int NO_EXPONENT = 10_000;

  /** Exact as doubles. */
  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private HeaderNumber() {}

  /**
   * The number before the first comma or semicolon: 60 for {@code 60, 60;w=60}, which is how the
   * first drafts of the IETF's {@code RateLimit} fields name a limit and its windows. If the whole
   * text is digits with a comma before each three of them, it is one number: {@code 149,984}.
   */
  public static double first(String text) {
    double grouped = grouped(text);
    if (grouped >= 0) {
      return grouped;
    }
    int end = Math.min(text.length(), MAX_LENGTH + 1);
    for (int i = 0; i < end; i++) {
      if (isSeparator(text.charAt(i))) {
        end = i;
      }
    }
    return parse(text, 0, end);
  }

  /** The whole number {@code 1234567} of {@code 1,234,567}; -1 for any other text. */
  private static double grouped(String text) {
    int start = skipBlanks(text, 0, Math.min(text.length(), MAX_LENGTH));
    int end = Math.min(text.length(), MAX_LENGTH);
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    int first = (end - start) % 4;
    if (text.length() > MAX_LENGTH || end - start < 5 || first == 0) {
      return -1;
    }
    long number = 0;
    for (int i = start; i < end; i++) {
      int digit = text.charAt(i) - '0';
      boolean isComma = (i - start) % 4 == first;
      if (isComma ? text.charAt(i) != ',' : digit < 0 || digit > 9 || number >= MAX_MANTISSA) {
        return -1;
      }
      number = isComma ? number : number * 10 + digit;
    }
    return number;
  }

  /**
   * The number behind the first parameter of this name: 50 of {@code r} in {@code
   * "default";r=50;t=30}.
   */
  public static double parameter(String text, String name) {
    int start = 0;
    while (start < text.length()) {
      int end = endOfPart(text, start);
      int key = skipBlanks(text, start, end);
      int equals = key + name.length();
      if (equals < end && text.charAt(equals) == '=' && text.startsWith(name, key)) {
        return parse(text, equals + 1, end);
      }
      start = end + 1;
    }
    return -1;
  }

  /** A part ends at a comma or semicolon that is not within quotes. */
  private static int endOfPart(String text, int start) {
    boolean quoted = false;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted ^= c == '"';
      if (!quoted && isSeparator(c)) {
        return i;
      }
    }
    return text.length();
  }

  private static boolean isSeparator(char c) {
    return c == ',' || c == ';';
  }

  /**
   * The decimal number that this part of the text is, as {@code 42}, {@code 0.5} or {@code 1e3}.
   */
  static double parse(String text, int from, int to) {
    int start = skipBlanks(text, from, to);
    int end = to;
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return end - start > MAX_LENGTH ? -1 : parseTrimmed(text, start, end);
  }

  private static double parseTrimmed(String text, int start, int end) {
    long mantissa = 0;
    int scale = 0;
    int digits = 0;
    boolean hasPoint = false;
    int i = start;
    for (; i < end; i++) {
      int digit = text.charAt(i) - '0';
      if (digit >= 0 && digit <= 9) {
        digits++;
        if (mantissa < MAX_MANTISSA) {
          mantissa = mantissa * 10 + digit;
          scale += hasPoint ? 1 : 0;
        } else if (!hasPoint) {
          return -1;
        }
      } else if (text.charAt(i) == '.' && !hasPoint) {
        hasPoint = true;
      } else {
        break;
      }
    }
    int exponent = i < end ? exponent(text, i, end) : 0;
    return digits == 0 ? -1 : scaled(mantissa, scale - exponent);
  }

  /** {@link #NO_EXPONENT} if this is none. */
  private static int exponent(String text, int start, int end) {
    if (Character.toLowerCase(text.charAt(start)) != 'e') {
      return NO_EXPONENT;
    }
    int first = start + 1;
    boolean negative = first < end && text.charAt(first) == '-';
    if (first < end && (negative || text.charAt(first) == '+')) {
      first++;
    }
    int exponent = 0;
    for (int i = first; i < end; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return NO_EXPONENT;
      }
      exponent = exponent * 10 + digit;
      if (i - first >= MAX_EXPONENT_DIGITS) {
        return NO_EXPONENT;
      }
    }
    return first == end ? NO_EXPONENT : negative ? -exponent : exponent;
  }

  private static double scaled(long mantissa, int scale) {
    if (scale < -MAX_SCALE || scale > MAX_SCALE) {
      return -1;
    }
    double power = powerOfTen(Math.abs(scale));
    return scale >= 0 ? mantissa / power : mantissa * power;
  }

  private static double powerOfTen(int exponent) {
    return exponent < POWERS_OF_TEN.length ? POWERS_OF_TEN[exponent] : Math.pow(10, exponent);
  }

  static int skipBlanks(String text, int from, int to) {
    int i = from;
    while (i < to && isBlank(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
