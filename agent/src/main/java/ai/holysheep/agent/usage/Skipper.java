package ai.holysheep.agent.usage;

/** Passes over strings and containers that do not matter, whatever their size and depth. */
final class Skipper {
  private boolean inString;

  /** The last piece ended behind a backslash. */
  private boolean escaped;

  /** How many containers are open. */
  private long open;

  void reset() {
    inString = false;
    escaped = false;
    open = 0;
  }

  /** Whether the string goes on in the next piece. */
  boolean inString() {
    return inString;
  }

  /** Whether the container goes on in the next piece. */
  boolean inContainer() {
    return open > 0;
  }

  /** Passes over the rest of a string, and returns where to read on. */
  int string(byte[] bytes, int from, int to) {
    int i = escaped ? from + 1 : from;
    while (i < to) {
      i = Bytes.quote(bytes, i, to);
      if (i < to && bytes[i] == '"') {
        inString = false;
        escaped = false;
        return i + 1;
      }
      // What follows a backslash; behind the piece's end if that was its last byte.
      i += i < to ? 2 : 0;
    }
    inString = true;
    escaped = i > to;
    return to;
  }

  /** An opening brace or bracket has been read. */
  void begin() {
    open = 1;
  }

  /** Passes over the rest of the container that has begun, and returns where to read on. */
  int container(byte[] bytes, int from, int to) {
    int i = inString ? string(bytes, from, to) : from;
    while (open > 0 && i < to) {
      i = Bytes.structure(bytes, i, to);
      if (i < to) {
        byte c = bytes[i++];
        if (c == '"') {
          i = string(bytes, i, to);
        } else {
          open += c == '{' || c == '[' ? 1 : -1;
        }
      }
    }
    return i;
  }
}
