package ai.holysheep.agent.pricing.table;

/** The size in the name of an entry for images, such as {@code hd/1024-x-1792/dall-e-3}. */
final class ImageSize {
  private static final String BY = "-x-";

  /** The product of two such numbers fits a {@code long}. */
  private static final int MAX_DIGITS = 6;

  private ImageSize() {}

  /** Whether the name has a size; {@code max-x-max} is one, too. */
  static boolean isIn(String name) {
    int at = name.indexOf(BY);
    return at > 0 && (isDigit(name.charAt(at - 1)) || name.startsWith("max", at - 3));
  }

  /** Width times height; 0 if the name does not say both. */
  static long pixels(String name) {
    int at = name.indexOf(BY);
    if (at < 0) {
      return 0;
    }
    int start = at;
    while (start > 0 && isDigit(name.charAt(start - 1))) {
      start--;
    }
    int end = at + BY.length();
    while (end < name.length() && isDigit(name.charAt(end))) {
      end++;
    }
    return number(name.substring(start, at)) * number(name.substring(at + BY.length(), end));
  }

  private static long number(String digits) {
    return digits.isEmpty() || digits.length() > MAX_DIGITS ? 0 : Long.parseLong(digits);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
