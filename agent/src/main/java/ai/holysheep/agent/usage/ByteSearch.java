package ai.holysheep.agent.usage;

/**
 * Finds the next significant byte in a range. Each method returns its index, or {@code offset +
 * length} if there is none.
 */
final class ByteSearch {
  private static final boolean[] IS_QUOTE_OR_BRACKET = new boolean[256];

  static {
    for (char c : "\"{}[]".toCharArray()) {
      IS_QUOTE_OR_BRACKET[c] = true;
    }
  }

  private ByteSearch() {}

  static int indexOfQuoteOrBackslash(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int i = offset;
    while (i < end && bytes[i] != '"' && bytes[i] != '\\') {
      i++;
    }
    return i;
  }

  /** Finds braces, too. */
  static int indexOfQuoteOrBracket(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int i = offset;
    while (i < end && !IS_QUOTE_OR_BRACKET[bytes[i] & 0xFF]) {
      i++;
    }
    return i;
  }

  static int indexOfLineFeed(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int i = offset;
    while (i < end && bytes[i] != '\n') {
      i++;
    }
    return i;
  }

  /**
   * Finds a line feed (10) or a carriage return (13). Text has neither of the two characters
   * between them (11 and 12), so one comparison with all four is enough for nearly every byte.
   */
  static int indexOfLineEnd(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int i = offset;
    while (true) {
      while (i < end && (bytes[i] - '\n' & ~3) != 0) {
        i++;
      }
      if (i == end || bytes[i] == '\n' || bytes[i] == '\r') {
        return i;
      }
      i++;
    }
  }
}
