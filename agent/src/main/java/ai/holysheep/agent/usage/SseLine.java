package ai.holysheep.agent.usage;

import java.nio.charset.StandardCharsets;

/** The start of a line of an event stream: which field the line has. */
final class SseLine {
  enum Field {
    /** Not known yet. */
    NONE,
    DATA,
    EVENT,
    /** {@code error:}, which the format does not have: a gateway's message. */
    ERROR,
    /** JSON without {@code data:}, which the format does not have. */
    JSON,
    COMMENT,
    OTHER
  }

  private static final byte[] DATA_PREFIX = ascii("data:");
  private static final byte[] EVENT_PREFIX = ascii("event:");
  private static final byte[] ERROR_PREFIX = ascii("error:");

  private Field field = Field.NONE;

  /** The field whose prefix the line has so far. */
  private Field candidate = Field.NONE;

  private byte[] prefix = DATA_PREFIX;

  /** How many bytes of the prefix have come. */
  private int matched;

  void start() {
    field = Field.NONE;
    candidate = Field.NONE;
    matched = 0;
  }

  boolean isEmpty() {
    return field == Field.NONE && matched == 0;
  }

  boolean isKnown() {
    return field != Field.NONE;
  }

  Field field() {
    return field;
  }

  /**
   * Reads the prefix, or as much of it as has come. Returns the index of the next byte.
   *
   * @param inJson whether JSON of the line before can go on in this line
   */
  int accept(byte[] bytes, int offset, int length, boolean inJson) {
    int i = offset;
    if (matched == 0 && isWhole(DATA_PREFIX, bytes, offset, length)) {
      return found(Field.DATA, offset + DATA_PREFIX.length);
    }
    if (matched == 0 && isWhole(EVENT_PREFIX, bytes, offset, length)) {
      return found(Field.EVENT, offset + EVENT_PREFIX.length);
    }
    if (matched == 0) {
      startWith(bytes[i], inJson);
      if (field == Field.JSON) {
        return i;
      }
      i++;
    }
    int end = offset + length;
    while (i < end && field == Field.NONE && !isLineEnd(bytes[i])) {
      acceptPrefix(bytes[i++]);
    }
    return i;
  }

  /** Whether the prefix is here, as nearly always: that saves a step for each of its bytes. */
  private static boolean isWhole(byte[] prefix, byte[] bytes, int offset, int length) {
    boolean same = length >= prefix.length;
    for (int i = 0; same && i < prefix.length; i++) {
      same = bytes[offset + i] == prefix[i];
    }
    return same;
  }

  private int found(Field whole, int next) {
    field = whole;
    matched = 1;
    return next;
  }

  private static boolean isLineEnd(byte c) {
    return c == '\n' || c == '\r';
  }

  private void acceptPrefix(byte c) {
    if (matched == 1 && candidate == Field.EVENT && (c | 0x20) == 'r') {
      candidate = Field.ERROR;
      prefix = ERROR_PREFIX;
    }
    // A person writes "Error:", the format has "event:".
    byte expected = prefix[matched++];
    if (c != expected && !(candidate == Field.ERROR && (c | 0x20) == expected)) {
      field = Field.OTHER;
    } else if (matched == prefix.length) {
      field = candidate;
    }
  }

  private void startWith(byte c, boolean inJson) {
    matched = 1;
    switch (c) {
      case 'd':
        candidate = Field.DATA;
        prefix = DATA_PREFIX;
        break;
      case 'e':
      case 'E':
        candidate = Field.EVENT;
        prefix = EVENT_PREFIX;
        break;
      case ':':
        field = Field.COMMENT;
        break;
      case '{':
        field = Field.JSON;
        break;
      case ' ':
      case '\t':
      case '"':
      case '}':
      case '[':
      case ']':
        field = inJson ? Field.JSON : Field.OTHER;
        break;
      default:
        field = Field.OTHER;
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
