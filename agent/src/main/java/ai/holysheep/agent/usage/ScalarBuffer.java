package ai.holysheep.agent.usage;

import java.nio.charset.StandardCharsets;

/**
 * A key, a short text or a number that is being read byte by byte; what is too long to matter is
 * cut and says so.
 */
final class ScalarBuffer {
  /** 128 characters of up to three bytes: the longest text that is kept. */
  private static final int CAPACITY = 384;

  private final byte[] bytes = new byte[CAPACITY];
  private int length;
  private boolean overflowed;

  /** 0: no escape; 1: after a backslash; 2 to 5: that many hex digits less one are to come. */
  private int escape;

  private int codeUnit;

  /** The first half of a surrogate pair, whose second has to come next; else 0. */
  private int high;

  private String last = "";

  void clear() {
    length = 0;
    overflowed = false;
    escape = 0;
    high = 0;
  }

  /** Becomes these bytes. */
  void set(byte[] source, int from, int count) {
    length = Math.min(count, CAPACITY);
    overflowed = count > CAPACITY;
    System.arraycopy(source, from, bytes, 0, length);
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  boolean overflowed() {
    return overflowed;
  }

  boolean inEscape() {
    return escape == 1;
  }

  void add(int b) {
    if (length < CAPACITY) {
      bytes[length++] = (byte) b;
    } else {
      overflowed = true;
    }
  }

  /** Adds a byte of a JSON string's inside, in which escapes stand for other characters. */
  void addEscaped(byte b) {
    if (escape == 0 && b != '\\') {
      loneHalf();
      add(b);
    } else if (escape == 0) {
      escape = 1;
    } else if (escape == 1) {
      escape = b == 'u' ? 5 : 0;
      codeUnit = 0;
      if (b != 'u') {
        loneHalf();
        add(unescaped(b));
      }
    } else {
      codeUnit = codeUnit << 4 | Math.max(0, Character.digit(b, 16));
      if (--escape == 1) {
        escape = 0;
        addUtf8(codeUnit);
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

  private void addUtf8(int unit) {
    int c = unit;
    if (high != 0 && Character.isLowSurrogate((char) unit)) {
      c = Character.toCodePoint((char) high, (char) unit);
      high = 0;
    }
    loneHalf();
    if (c < 0x80) {
      add(c);
    } else if (c < 0x800) {
      add(0xC0 | c >> 6);
      add(0x80 | c & 0x3F);
    } else if (Character.isHighSurrogate((char) unit)) {
      high = unit;
    } else if (Character.isSurrogate((char) c) && c == unit) {
      add('?');
    } else {
      addLong(c);
    }
  }

  private void addLong(int c) {
    if (c < 0x10000) {
      add(0xE0 | c >> 12);
    } else {
      add(0xF0 | c >> 18);
      add(0x80 | c >> 12 & 0x3F);
    }
    add(0x80 | c >> 6 & 0x3F);
    add(0x80 | c & 0x3F);
  }

  /** Half a surrogate pair without the other stands for no character. */
  private void loneHalf() {
    if (high != 0) {
      high = 0;
      add('?');
    }
  }

  boolean is(byte[] other) {
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

  /** The buffer as a {@link WholeNumber}, or -1 if it is none. */
  long wholeNumber() {
    return overflowed ? -1 : WholeNumber.parse(bytes, 0, length);
  }

  /**
   * The same names come with every call: the last one is kept, and given again where it is equal.
   */
  @Override
  public String toString() {
    if (!isLast()) {
      last = new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
    return last;
  }

  private boolean isLast() {
    boolean same = last.length() == length;
    for (int i = 0; same && i < length; i++) {
      same = last.charAt(i) == bytes[i];
    }
    return same;
  }
}
