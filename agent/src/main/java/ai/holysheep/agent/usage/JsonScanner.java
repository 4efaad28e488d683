package ai.holysheep.agent.usage;

/**
 * Scans a JSON document as its bytes pass, in pieces of any size, and reports the fields that
 * matter to a {@link JsonFieldListener}. In everything else it looks only at quotes and brackets.
 * Memory is constant for documents of any size. Input that is not JSON is never an error. One
 * thread at a time.
 */
final class JsonScanner {
  private enum State {
    /** Between tokens, in a container that matters. */
    BETWEEN_TOKENS,
    /** In a key that started in an earlier piece or has escapes. */
    KEY,
    /** In the text of a field that started in an earlier piece or has escapes. */
    TEXT,
    /** In a number or a word, for example {@code null}, that is the value of a field. */
    LITERAL,
    /** In a string that does not matter, in a container that matters. */
    SKIPPED_STRING,
    /** In a container that does not matter, at any depth. */
    SKIPPED_CONTAINER
  }

  private final JsonFieldListener listener;
  private final JsonPathCursor cursor;
  private final JsonSkipper skipper = new JsonSkipper();
  private final ScalarBuffer scalar = new ScalarBuffer();
  private final JsonLiteral literal;
  private State state = State.BETWEEN_TOKENS;

  /** Whether the string that has started is content. It counts if it has a character. */
  private boolean contentStarted;

  JsonScanner(JsonPathNode root, JsonFieldListener listener) {
    this.listener = listener;
    cursor = new JsonPathCursor(root, listener);
    literal = new JsonLiteral(scalar, listener);
    reset();
  }

  /** Prepares for another document. */
  void reset() {
    if (isInLiteral()) {
      listener.onBrokenDocument();
    }
    state = State.BETWEEN_TOKENS;
    contentStarted = false;
    skipper.reset();
    cursor.reset();
  }

  /** Like {@link #reset}, and keeps no byte of this document. */
  void wipe() {
    reset();
    scalar.wipe();
  }

  /** Whether the last object or array at the top level has been closed. */
  boolean isComplete() {
    return cursor.isComplete();
  }

  /** Whether a number or a word has begun that may go on. */
  boolean isInLiteral() {
    return state == State.LITERAL;
  }

  void accept(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int i = offset;
    while (i < end) {
      i = scan(bytes, i, end - i);
    }
  }

  /** Scans until the state changes. As all methods below, returns the index of the next byte. */
  private int scan(byte[] bytes, int offset, int length) {
    switch (state) {
      case BETWEEN_TOKENS:
        return scanTokens(bytes, offset, length);
      case KEY:
      case TEXT:
        return bufferText(bytes, offset, length);
      case LITERAL:
        return bufferLiteral(bytes, offset, length);
      case SKIPPED_STRING:
        return skipString(bytes, offset, length);
      default:
        return skipContainer(bytes, offset, length);
    }
  }

  private int scanTokens(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int i = offset;
    do {
      byte c = bytes[i++];
      switch (c) {
        case '"':
          i = cursor.expectsKey() ? key(bytes, i, end - i) : stringValue(bytes, i, end - i);
          break;
        case '{':
        case '[':
          startContainer(c == '[');
          break;
        case '}':
        case ']':
          cursor.leaveContainer();
          break;
        case ',':
          cursor.onComma();
          break;
        default:
          if (c > ' ' && c != ':') {
            startLiteral(c);
          }
      }
    } while (i < end && state == State.BETWEEN_TOKENS);
    return i;
  }

  private void startContainer(boolean array) {
    if (!cursor.enterContainer(array)) {
      state = State.SKIPPED_CONTAINER;
      skipper.startContainer();
    }
  }

  /** Compares a key where it is in the array; only a key that is cut or escaped is buffered. */
  private int key(byte[] bytes, int offset, int length) {
    int end = ByteSearch.indexOfQuoteOrBackslash(bytes, offset, length);
    if (end < offset + length && bytes[end] == '"') {
      cursor.onKey(bytes, offset, end - offset);
      return end + 1;
    }
    scalar.clear();
    state = State.KEY;
    return offset;
  }

  private int stringValue(byte[] bytes, int offset, int length) {
    JsonField field = cursor.field();
    JsonField.Type type = field == null ? null : field.type;
    if (field != null && field.isText() && listener.wants(field)) {
      return fieldText(field, bytes, offset, length);
    }
    if (field != null && type == JsonField.Type.COUNT) {
      listener.onInvalidNumber(field);
    } else if (type == JsonField.Type.TALLY) {
      listener.onListedText();
    }
    contentStarted = type == JsonField.Type.PRESENCE;
    return skipString(bytes, offset, length);
  }

  private int fieldText(JsonField field, byte[] bytes, int offset, int length) {
    scalar.clear();
    int end = ByteSearch.indexOfQuoteOrBackslash(bytes, offset, length);
    if (end < offset + length && bytes[end] == '"') {
      scalar.set(bytes, offset, end - offset);
      listener.onText(field, scalar);
      return end + 1;
    }
    state = State.TEXT;
    return offset;
  }

  private int bufferText(byte[] bytes, int offset, int length) {
    int end = offset + length;
    for (int i = offset; i < end; i++) {
      byte c = bytes[i];
      if (c == '"' && !scalar.isAfterBackslash()) {
        endBufferedText();
        return i + 1;
      }
      scalar.addEscaped(c);
    }
    return end;
  }

  private void endBufferedText() {
    boolean key = state == State.KEY;
    state = State.BETWEEN_TOKENS;
    if (!key) {
      listener.onText(requireField(), scalar);
    } else if (scalar.isOverflowed()) {
      cursor.onLongKey();
    } else {
      cursor.onKey(scalar.bytes(), 0, scalar.length());
    }
  }

  private JsonField requireField() {
    JsonField field = cursor.field();
    if (field == null) {
      throw new IllegalStateException();
    }
    return field;
  }

  private void startLiteral(byte c) {
    JsonField field = cursor.field();
    if (field == null) {
      return;
    }
    if (literal.start(field, c)) {
      state = State.LITERAL;
    } else {
      // The other characters of a literal that does not matter need no look at the field.
      cursor.onValueEnd();
    }
  }

  private int bufferLiteral(byte[] bytes, int offset, int length) {
    int next = literal.accept(requireField(), bytes, offset, length);
    if (!literal.isOpen()) {
      state = State.BETWEEN_TOKENS;
      cursor.onValueEnd();
    }
    return next;
  }

  private int skipString(byte[] bytes, int offset, int length) {
    if (contentStarted && length > 0) {
      contentStarted = false;
      if (bytes[offset] != '"') {
        listener.onContent();
      }
    }
    int next = skipper.skipString(bytes, offset, length);
    state = skipper.isInString() ? State.SKIPPED_STRING : State.BETWEEN_TOKENS;
    return next;
  }

  private int skipContainer(byte[] bytes, int offset, int length) {
    int next = skipper.skipContainer(bytes, offset, length);
    if (!skipper.isInContainer()) {
      state = State.BETWEEN_TOKENS;
      cursor.onSkippedContainer();
    }
    return next;
  }
}
