package ai.holysheep.agent.usage;

import java.nio.charset.StandardCharsets;

/**
 * Reads one number or word ({@code true}, {@code false}, {@code null}) that is the value of a
 * field. A number counts when the comma or bracket after it has come: in a document that breaks
 * off, a number may be the first half of another one.
 */
final class JsonLiteral {
  private static final byte[] NULL = ascii("null");
  private static final byte[] TRUE = ascii("true");
  private static final byte[] FALSE = ascii("false");

  private final ScalarBuffer scalar;
  private final JsonFieldListener listener;
  private boolean open;
  private boolean number;

  /** Whether white space has come after it. */
  private boolean ended;

  /**
   * @param scalar where the literal is collected
   */
  JsonLiteral(ScalarBuffer scalar, JsonFieldListener listener) {
    this.scalar = scalar;
    this.listener = listener;
  }

  /** Starts with its first byte. Returns {@code false} if such a literal does not matter here. */
  boolean start(JsonField field, byte c) {
    number = c == '-' || c >= '0' && c <= '9';
    open = matters(field.type);
    ended = false;
    if (open) {
      scalar.clear();
      scalar.add(c);
    }
    return open;
  }

  private boolean matters(JsonField.Type type) {
    return type == JsonField.Type.COUNT
        || type == JsonField.Type.THOUSANDTHS
        || type == JsonField.Type.DECIMAL
        || type == JsonField.Type.ANY
        || type == (number ? JsonField.Type.TEXT_OR_NUMBER : JsonField.Type.FLAG);
  }

  /** Whether the literal goes on in the next piece. */
  boolean isOpen() {
    return open;
  }

  /** Returns the index of the first byte after the literal. */
  int accept(JsonField field, byte[] bytes, int offset, int length) {
    int end = offset + length;
    for (int i = offset; i < end; i++) {
      byte c = bytes[i];
      if (c == ',' || c == '}' || c == ']') {
        open = false;
        report(field);
        return i;
      }
      if (c <= ' ' && c >= 0) {
        ended = true;
      } else if (ended) {
        open = false;
        return i;
      } else {
        scalar.add(c);
      }
    }
    return end;
  }

  private void report(JsonField field) {
    boolean mustBeNumber = field.isNumber();
    if (number) {
      listener.onNumber(field, scalar);
    } else if (mustBeNumber && !scalar.contentEquals(NULL)) {
      listener.onInvalidNumber(field);
    } else if (!mustBeNumber && scalar.contentEquals(TRUE)) {
      listener.onFlag(field, true);
    } else if (!mustBeNumber && scalar.contentEquals(FALSE)) {
      listener.onFlag(field, false);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
