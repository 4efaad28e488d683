package ai.holysheep.agent.pricing;

/** What may follow a model's name, in the notation of {@code model-names.txt}. Immutable. */
final class NamePattern {
  private final String before;
  private final String pattern;
  private final String kept;

  /**
   * @param pattern with what must stand before it, and stays, before a {@code |}
   * @param kept what follows the pattern, and stays
   */
  NamePattern(String pattern, String kept) {
    int bar = pattern.indexOf('|');
    before = bar < 0 ? "" : pattern.substring(0, bar);
    this.pattern = pattern.substring(bar + 1);
    this.kept = kept;
  }

  /** The name without this at its end; the same object if it does not end so. */
  String removedFrom(String name) {
    int start = name.endsWith(kept) ? start(pattern, name, name.length() - kept.length()) : -1;
    return start > 0 && start(before, name, start) > 0 ? name.substring(0, start) + kept : name;
  }

  /** The name without what must stand before the pattern, at its end. */
  String withoutBefore(String name) {
    return name.substring(0, start(before, name, name.length()));
  }

  /** Where the pattern starts that ends at {@code end}; -1 if it does not end there. */
  private static int start(String pattern, String name, int end) {
    int position = end;
    int part = pattern.length();
    while (part > 0) {
      char symbol = pattern.charAt(part - 1);
      int width = width(pattern, symbol, part);
      part -= width;
      position -= width;
      if (position < 0 || !matches(symbol, width, name, position)) {
        return -1;
      }
    }
    return position;
  }

  /** Of the part of the pattern that ends at {@code end}: letters of one kind belong together. */
  private static int width(String pattern, char symbol, int end) {
    int width = 1;
    int widest = symbol == 'Y' ? 4 : symbol == 'M' || symbol == 'D' ? 2 : 1;
    while (width < widest && end > width && pattern.charAt(end - width - 1) == symbol) {
      width++;
    }
    return width;
  }

  private static boolean matches(char symbol, int width, String name, int start) {
    switch (symbol) {
      case 'Y':
        return width == 4
            ? isBetween(2018, 2039, name, start, width)
            : isBetween(23, 39, name, start, width);
      case 'M':
        return isBetween(1, 12, name, start, width);
      case 'D':
        return isBetween(1, 31, name, start, width);
      case 'N':
        return isBetween(0, 9, name, start, width);
      default:
        return name.charAt(start) == symbol;
    }
  }

  private static boolean isBetween(int least, int most, String name, int start, int width) {
    int number = 0;
    for (int i = start; i < start + width; i++) {
      int digit = name.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      number = number * 10 + digit;
    }
    return number >= least && number <= most;
  }
}
