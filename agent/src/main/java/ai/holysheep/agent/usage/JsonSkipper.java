package ai.holysheep.agent.usage;

/**
 * Skips strings and containers that do not matter, of any size and depth. A container is an object
 * or an array.
 */
final class JsonSkipper {
  private boolean inString;

  /** Whether the last piece ended with a backslash, so that the next byte is escaped. */
  private boolean escaped;

  private long openContainers;

  void reset() {
    inString = false;
    escaped = false;
    openContainers = 0;
  }

  /** Whether the string continues in the next piece. */
  boolean isInString() {
    return inString;
  }

  /** Whether the container continues in the next piece. */
  boolean isInContainer() {
    return openContainers > 0;
  }

  /** Skips the rest of a string. Returns the index of the first byte after it. */
  int skipString(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int i = escaped ? offset + 1 : offset;
    while (i < end) {
      i = ByteSearch.indexOfQuoteOrBackslash(bytes, i, end - i);
      if (i < end && bytes[i] == '"') {
        inString = false;
        escaped = false;
        return i + 1;
      }
      // Skip the escaped byte. It is in the next piece if the backslash is the last byte of this
      // one.
      i += i < end ? 2 : 0;
    }
    inString = true;
    escaped = i > end;
    return end;
  }

  /** Starts a container after its opening brace or bracket. */
  void startContainer() {
    openContainers = 1;
  }

  /** Skips the rest of the container. Returns the index of the first byte after it. */
  int skipContainer(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int i = inString ? skipString(bytes, offset, length) : offset;
    while (openContainers > 0 && i < end) {
      i = ByteSearch.indexOfQuoteOrBracket(bytes, i, end - i);
      if (i < end) {
        byte c = bytes[i++];
        if (c == '"') {
          i = skipString(bytes, i, end - i);
        } else {
          openContainers += c == '{' || c == '[' ? 1 : -1;
        }
      }
    }
    return i;
  }
}
