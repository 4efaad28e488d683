package ai.holysheep.agent.usage;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A short text of a body, which costs no allocation until it is asked for. One that is longer than
 * its limit is none.
 */
final class ShortText {
  private final byte[] bytes;
  private int length;

  /**
   * @param maxLength in bytes of UTF-8
   */
  ShortText(int maxLength) {
    bytes = new byte[maxLength];
  }

  void clear() {
    length = 0;
  }

  /** Like {@link #clear}, and keeps no byte of a body. */
  void wipe() {
    clear();
    Arrays.fill(bytes, (byte) 0);
  }

  boolean isEmpty() {
    return length == 0;
  }

  boolean isEqual(ScalarBuffer text) {
    byte[] other = text.bytes();
    boolean same = length == text.length();
    for (int i = 0; same && i < length; i++) {
      same = bytes[i] == other[i];
    }
    return same;
  }

  void set(ScalarBuffer text) {
    length = text.length() > bytes.length ? 0 : text.length();
    System.arraycopy(text.bytes(), 0, bytes, 0, length);
  }

  /** Sets the text with each letter of ASCII in lower case. */
  void setLowerCase(ScalarBuffer text) {
    set(text);
    for (int i = 0; i < length; i++) {
      byte c = bytes[i];
      bytes[i] = c >= 'A' && c <= 'Z' ? (byte) (c + ('a' - 'A')) : c;
    }
  }

  @Nullable String text() {
    return length == 0 ? null : new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
