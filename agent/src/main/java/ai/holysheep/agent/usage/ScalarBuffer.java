package ai.holysheep.agent.usage;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Collects the bytes of one JSON scalar: a key, a short text or a number. Bytes that do not fit are
 * dropped, and {@link #isOverflowed} says so.
 */
final class ScalarBuffer {
  /** 128 characters of up to three bytes: the longest text that is kept. */
  private static final int CAPACITY = 384;

  private final byte[] bytes = new byte[CAPACITY];
  private int length;
  private boolean overflowed;

  /**
   * The state of an escape. 0: outside. 1: after the backslash. 2 to 5: in a Unicode escape, one
   * more than the hex digits that are still to come.
   */
  private int escape;

  private int codeUnit;

  /** The first half of a surrogate pair if its second half must come next; else 0. */
  private int highSurrogate;

  private String lastString = "";

  void clear() {
    length = 0;
    overflowed = false;
    escape = 0;
    highSurrogate = 0;
  }

  /** Keeps no byte of a body. The last string is a short name, which the next body may have too. */
  void wipe() {
    clear();
    codeUnit = 0;
    Arrays.fill(bytes, (byte) 0);
  }

  /** Replaces the content with bytes that have no escapes. */
  void set(byte[] source, int offset, int count) {
    length = Math.min(count, CAPACITY);
    overflowed = count > CAPACITY;
    System.arraycopy(source, offset, bytes, 0, length);
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  boolean isOverflowed() {
    return overflowed;
  }

  /** Whether the last byte was a backslash that starts an escape. */
  boolean isAfterBackslash() {
    return escape == 1;
  }

  void add(int b) {
    if (length < CAPACITY) {
      bytes[length++] = (byte) b;
    } else {
      overflowed = true;
    }
  }

  /** Adds a byte from inside a JSON string, where escapes stand for other characters. */
  void addEscaped(byte b) {
    if (escape == 0 && b != '\\') {
      endLoneSurrogate();
      add(b);
    } else if (escape == 0) {
      escape = 1;
    } else if (escape == 1) {
      escape = b == 'u' ? 5 : 0;
      codeUnit = 0;
      if (b != 'u') {
        endLoneSurrogate();
        add(unescaped(b));
      }
    } else {
      codeUnit = codeUnit << 4 | Math.max(0, Character.digit(b, 16));
      if (--escape == 1) {
        escape = 0;
        addCodeUnit(codeUnit);
      }
    }
  }

  private static int unescaped(byte b) {
    switch (b) {
      case 'n':
        return '\n';
      case 't':
        return '\t';
      case 'r':
        return '\r';
      case 'b':
        return '\b';
      case 'f':
        return '\f';
      default:
        return b;
    }
  }

  /** Adds a UTF-16 code unit as UTF-8. */
  private void addCodeUnit(int unit) {
    int c = unit;
    if (highSurrogate != 0 && Character.isLowSurrogate((char) unit)) {
      c = Character.toCodePoint((char) highSurrogate, (char) unit);
      highSurrogate = 0;
    }
    endLoneSurrogate();
    if (c < 0x80) {
      add(c);
    } else if (c < 0x800) {
      add(0xC0 | c >> 6);
      add(0x80 | c & 0x3F);
    } else if (Character.isHighSurrogate((char) unit)) {
      highSurrogate = unit;
    } else if (Character.isSurrogate((char) c) && c == unit) {
      add('?');
    } else {
      addLongUtf8(c);
    }
  }

  /** Adds a character that takes three or four bytes. */
  private void addLongUtf8(int c) {
    if (c < 0x10000) {
      add(0xE0 | c >> 12);
    } else {
      add(0xF0 | c >> 18);
      add(0x80 | c >> 12 & 0x3F);
    }
    add(0x80 | c >> 6 & 0x3F);
    add(0x80 | c & 0x3F);
  }

  /** Half a surrogate pair without the other half is not a character. */
  private void endLoneSurrogate() {
    if (highSurrogate != 0) {
      highSurrogate = 0;
      add('?');
    }
  }

  boolean contentEquals(byte[] other) {
    if (other.length != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[i] != other[i]) {
        return false;
      }
    }
    return true;
  }

  boolean contentEqualsIgnoreCase(byte[] other) {
    boolean equal = other.length == length;
    for (int i = 0; equal && i < length; i++) {
      equal = Character.toLowerCase(bytes[i]) == Character.toLowerCase(other[i]);
    }
    return equal;
  }

  /** The content as a {@link WholeNumber}, or -1. */
  long wholeNumber() {
    return overflowed ? -1 : WholeNumber.parse(bytes, 0, length);
  }

  /** The content as the value of a count: a whole number, or how many thousandths it is; or -1. */
  long count(JsonField.Type type) {
    if (type != JsonField.Type.THOUSANDTHS) {
      return wholeNumber();
    }
    long thousandths = decimal(3);
    return thousandths > WholeNumber.MAX_PLAUSIBLE ? -1 : thousandths;
  }

  /** The content as an {@link ExactDecimal}, or -1. */
  long decimal(int shift) {
    return overflowed ? -1 : ExactDecimal.parse(bytes, length, shift);
  }

  /**
   * Returns the last string again if it is equal: every call has the same names, so this saves an
   * allocation.
   */
  @Override
  public String toString() {
    if (!isLastString()) {
      lastString = new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
    return lastString;
  }

  /** False for text beyond ASCII, whose bytes are negative: such names are rare. */
  private boolean isLastString() {
    boolean same = lastString.length() == length;
    for (int i = 0; same && i < length; i++) {
      same = lastString.charAt(i) == bytes[i];
    }
    return same;
  }
}
