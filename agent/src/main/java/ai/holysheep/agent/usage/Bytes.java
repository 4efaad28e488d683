package ai.holysheep.agent.usage;

/** Finds the next byte that matters among many that do not. */
final class Bytes {
  private static final boolean[] STRUCTURE = new boolean[256];

  static {
    for (char c : "\"{}[]".toCharArray()) {
      STRUCTURE[c] = true;
    }
  }

  private Bytes() {}

  /** The next quote or backslash, or {@code to}. */
  static int quote(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && bytes[i] != '"' && bytes[i] != '\\') {
      i++;
    }
    return i;
  }

  /** The next quote, brace or bracket, or {@code to}. */
  static int structure(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && !STRUCTURE[bytes[i] & 0xFF]) {
      i++;
    }
    return i;
  }

  /**
   * The next carriage return or line feed, or {@code to}. They are the first and last of four
   * characters whose other two no text has, so that one comparison does for nearly every byte.
   */
  static int lineEnd(byte[] bytes, int from, int to) {
    int i = from;
    while (true) {
      while (i < to && (bytes[i] - '\n' & ~3) != 0) {
        i++;
      }
      if (i == to || bytes[i] == '\n' || bytes[i] == '\r') {
        return i;
      }
      i++;
    }
  }
}
