package ai.holysheep.agent.usage;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON document as its bytes pass, in pieces of any size, and tells a {@link Findings} what
 * stands at the places that matter. Skips everything else without looking at more than quotes and
 * brackets. Constant memory whatever the document; lenient: what is not JSON is never an error. One
 * thread at a time.
 */
final class JsonSkimmer {
  /** Places are looked for this deep; the tree of places is not deeper, arrays included. */
  private static final int MAX_DEPTH = 16;

  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

  private enum State {
    /** Between tokens, at a place that matters or on the way to one. */
    OPEN,
    KEY,
    TEXT,
    NUMBER,
    /** {@code true}, {@code null} or anything else that is no string, number or container. */
    WORD,
    /** A string that does not matter, at a place that does. */
    STRING,
    /** A container that does not matter, whatever its depth. */
    SUBTREE,
    SUBTREE_STRING,
  }

  private final Place root;
  private final Findings findings;
  private final @Nullable Place[] places = new Place[MAX_DEPTH];
  private final boolean[] arrays = new boolean[MAX_DEPTH];
  private final Token token = new Token();

  private State state = State.OPEN;
  private int depth;
  private long skipped;
  private boolean expectsKey;
  private boolean escaped;
  private boolean closed;

  /** A string at a content place has begun; it counts once it has a character. */
  private boolean presenceAhead;

  /** The place of the value to come; {@code null} where it does not matter. */
  private @Nullable Place next;

  JsonSkimmer(Place root, Findings findings) {
    this.root = root;
    this.findings = findings;
    reset();
  }

  /** Makes ready for another document. */
  void reset() {
    state = State.OPEN;
    depth = 0;
    expectsKey = false;
    escaped = false;
    closed = false;
    presenceAhead = false;
    next = root;
  }

  /** Whether an object or array at the top level has been opened and closed again. */
  boolean closed() {
    return closed;
  }

  void accept(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to) {
      switch (state) {
        case OPEN:
          i = open(bytes, i);
          break;
        case KEY:
        case TEXT:
          i = text(bytes, i, to);
          break;
        case NUMBER:
          i = number(bytes, i, to);
          break;
        case WORD:
          i = word(bytes, i, to);
          break;
        case SUBTREE:
          i = subtree(bytes, i, to);
          break;
        default:
          i = string(bytes, i, to);
      }
    }
  }

  private int open(byte[] bytes, int i) {
    byte c = bytes[i];
    switch (c) {
      case '"':
        quote();
        break;
      case '{':
      case '[':
        enter(c == '[');
        break;
      case '}':
      case ']':
        leave();
        break;
      case ',':
        comma();
        break;
      default:
        if (c > ' ' && c != ':') {
          state = isCount() && (c == '-' || isDigit(c)) ? State.NUMBER : State.WORD;
          token.clear();
          token.add(c);
        }
    }
    return i + 1;
  }

  private void quote() {
    token.clear();
    if (expectsKey) {
      state = State.KEY;
    } else if (next == null || next.field == null) {
      state = State.STRING;
    } else {
      presenceAhead = next.field.type == Field.Type.PRESENCE;
      state = presenceAhead ? State.STRING : State.TEXT;
    }
  }

  private void enter(boolean array) {
    boolean matters = next != null && (!next.isLeaf() || array && next.field != null);
    if (!matters || depth == MAX_DEPTH) {
      state = State.SUBTREE;
      skipped = 1;
      return;
    }
    places[depth] = next;
    arrays[depth] = array;
    depth++;
    expectsKey = !array;
  }

  private void leave() {
    if (depth > 0) {
      depth--;
    }
    expectsKey = false;
    next = null;
    closed |= depth == 0;
  }

  private void comma() {
    boolean array = depth > 0 && arrays[depth - 1];
    expectsKey = depth > 0 && !array;
    next = depth == 0 ? root : array ? places[depth - 1] : null;
  }

  private boolean isCount() {
    return next != null && next.field != null && next.field.type == Field.Type.COUNT;
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
    if (state == State.KEY) {
      Place parent = places[depth - 1];
      next =
          parent == null || token.overflowed() ? null : parent.child(token.bytes(), token.length());
      expectsKey = false;
    } else if (isCount()) {
      findings.garbled(place());
    } else {
      findings.text(place(), token);
    }
    state = State.OPEN;
  }

  private Field place() {
    Place place = next;
    if (place == null || place.field == null) {
      throw new IllegalStateException();
    }
    return place.field;
  }

  private int number(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      byte c = bytes[i];
      if (!isDigit(c) && c != '.' && c != '-' && c != '+' && (c | 0x20) != 'e') {
        findings.number(place(), token);
        state = State.OPEN;
        return i;
      }
      token.add(c);
    }
    return to;
  }

  private int word(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      byte c = bytes[i];
      if (c <= ' ' || c == ',' || c == '}' || c == ']') {
        if (isCount() && !token.is(NULL)) {
          findings.garbled(place());
        }
        state = State.OPEN;
        return i;
      }
      token.add(c);
    }
    return to;
  }

  private int string(byte[] bytes, int from, int to) {
    boolean nested = state == State.SUBTREE_STRING;
    int i = from;
    if (escaped) {
      escaped = false;
      i++;
    } else if (presenceAhead) {
      presenceAhead = false;
      if (bytes[i] != '"') {
        findings.contentSeen();
      }
    }
    for (; i < to; i++) {
      byte c = bytes[i];
      if (c == '"') {
        state = nested ? State.SUBTREE : State.OPEN;
        return i + 1;
      }
      if (c == '\\' && ++i == to) {
        escaped = true;
      }
    }
    return to;
  }

  private int subtree(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      switch (bytes[i]) {
        case '"':
          state = State.SUBTREE_STRING;
          return i + 1;
        case '{':
        case '[':
          skipped++;
          break;
        case '}':
        case ']':
          if (--skipped == 0) {
            state = State.OPEN;
            next = null;
            closed |= depth == 0;
            return i + 1;
          }
          break;
        default:
          break;
      }
    }
    return to;
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }
}
