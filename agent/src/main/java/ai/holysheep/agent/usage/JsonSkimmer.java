package ai.holysheep.agent.usage;

import java.nio.charset.StandardCharsets;

/**
 * Reads a JSON document as its bytes pass, in pieces of any size, and tells a {@link
 * JsonFieldListener} what stands at the places that matter. Skips everything else without looking
 * at more than quotes and brackets. Constant memory whatever the document; lenient: what is not
 * JSON is never an error. One thread at a time.
 */
final class JsonSkimmer {
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

  private enum State {
    /** Between tokens, at a place that matters or on the way to one. */
    OPEN,
    /** In a key or text that began in an earlier piece, or has escapes. */
    KEY,
    TEXT,
    /** In a number, or in {@code true}, {@code null} or anything else, where a count belongs. */
    NUMBER,
    WORD,
    /** In a string that does not matter, at a place that does. */
    STRING,
    /** In a container that does not matter, whatever its depth. */
    CONTAINER
  }

  private final JsonFieldListener findings;
  private final JsonPathCursor position;
  private final Skipper skipper = new Skipper();
  private final ScalarBuffer token = new ScalarBuffer();
  private State state = State.OPEN;

  /** A string at a content place has begun; it counts once it has a character. */
  private boolean presenceAhead;

  JsonSkimmer(JsonPathNode root, JsonFieldListener findings) {
    this.findings = findings;
    position = new JsonPathCursor(root, findings);
    reset();
  }

  /** Makes ready for another document. */
  void reset() {
    state = State.OPEN;
    presenceAhead = false;
    skipper.reset();
    position.reset();
  }

  /** Whether an object or array at the top level has been opened and closed again. */
  boolean closed() {
    return position.closed();
  }

  void accept(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to) {
      switch (state) {
        case OPEN:
          i = open(bytes, i, to);
          break;
        case KEY:
        case TEXT:
          i = text(bytes, i, to);
          break;
        case NUMBER:
        case WORD:
          i = scalar(bytes, i, to);
          break;
        case STRING:
          i = string(bytes, i, to);
          break;
        default:
          i = container(bytes, i, to);
      }
    }
  }

  private int open(byte[] bytes, int from, int to) {
    int i = from;
    do {
      byte c = bytes[i++];
      switch (c) {
        case '"':
          i = position.expectsKey() ? key(bytes, i, to) : value(bytes, i, to);
          break;
        case '{':
        case '[':
          enter(c == '[');
          break;
        case '}':
        case ']':
          position.leave();
          break;
        case ',':
          position.comma();
          break;
        default:
          if (c > ' ' && c != ':') {
            beginScalar(c);
          }
      }
    } while (i < to && state == State.OPEN);
    return i;
  }

  private void enter(boolean array) {
    if (!position.enter(array)) {
      state = State.CONTAINER;
      skipper.begin();
    }
  }

  private int key(byte[] bytes, int from, int to) {
    int end = Bytes.quote(bytes, from, to);
    if (end < to && bytes[end] == '"') {
      position.key(bytes, from, end - from);
      return end + 1;
    }
    token.clear();
    state = State.KEY;
    return from;
  }

  /** A string begins where a value is expected. */
  private int value(byte[] bytes, int from, int to) {
    Field field = position.field();
    if (field != null && (field.type == Field.Type.TEXT || field.type == Field.Type.NAME)) {
      return keptText(field, bytes, from, to);
    }
    if (field != null && field.type == Field.Type.COUNT) {
      findings.garbled(field);
    }
    presenceAhead = field != null && field.type == Field.Type.PRESENCE;
    return string(bytes, from, to);
  }

  private int keptText(Field field, byte[] bytes, int from, int to) {
    token.clear();
    int end = Bytes.quote(bytes, from, to);
    if (end < to && bytes[end] == '"') {
      token.set(bytes, from, end - from);
      findings.text(field, token);
      return end + 1;
    }
    state = State.TEXT;
    return from;
  }

  private int text(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      byte c = bytes[i];
      if (c == '"' && !token.inEscape()) {
        endOfText();
        return i + 1;
      }
      token.addEscaped(c);
    }
    return to;
  }

  private void endOfText() {
    boolean key = state == State.KEY;
    state = State.OPEN;
    if (!key) {
      findings.text(field(), token);
    } else if (token.overflowed()) {
      position.longKey();
    } else {
      position.key(token.bytes(), 0, token.length());
    }
  }

  private Field field() {
    Field field = position.field();
    if (field == null) {
      throw new IllegalStateException();
    }
    return field;
  }

  /** Anything but a string or a container, where one of ours may stand. */
  private void beginScalar(byte c) {
    Field field = position.field();
    if (field == null) {
      return;
    }
    boolean number = c == '-' || isDigit(c);
    if (field.type == Field.Type.COUNT || number && field.type == Field.Type.NAME) {
      state = number ? State.NUMBER : State.WORD;
      token.clear();
      token.add(c);
    }
  }

  private int scalar(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      byte c = bytes[i];
      if (c <= ' ' && c >= 0 || c == ',' || c == '}' || c == ']') {
        if (state == State.NUMBER) {
          findings.number(field(), token);
        } else if (!token.is(NULL)) {
          findings.garbled(field());
        }
        state = State.OPEN;
        return i;
      }
      token.add(c);
    }
    return to;
  }

  /** The rest of a string that is not kept. */
  private int string(byte[] bytes, int from, int to) {
    if (presenceAhead && from < to) {
      presenceAhead = false;
      if (bytes[from] != '"') {
        findings.contentSeen();
      }
    }
    int i = skipper.string(bytes, from, to);
    state = skipper.inString() ? State.STRING : State.OPEN;
    return i;
  }

  private int container(byte[] bytes, int from, int to) {
    int i = skipper.container(bytes, from, to);
    if (!skipper.inContainer()) {
      state = State.OPEN;
      position.passed();
    }
    return i;
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }
}
