package ai.holysheep.agent.usage;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A few words in lower case, to look a text up in without an allocation. */
final class Words {
  private static final byte[][] NONE = {};

  /** The words of each length. */
  private final byte[][][] byLength = new byte[Long.SIZE][][];

  /**
   * @param words in lower case, each shorter than 64 characters
   */
  Words(String... words) {
    Arrays.fill(byLength, NONE);
    for (String word : words) {
      byte[][] others = byLength[word.length()];
      byte[][] all = Arrays.copyOf(others, others.length + 1);
      all[others.length] = word.getBytes(StandardCharsets.US_ASCII);
      byLength[word.length()] = all;
    }
  }

  boolean contain(ScalarBuffer text) {
    return contain(text.bytes(), text.length());
  }

  /** Whether these first bytes are one of the words, in upper or lower case. */
  boolean contain(byte[] bytes, int length) {
    if (length >= byLength.length) {
      return false;
    }
    for (byte[] word : byLength[length]) {
      if (startsWith(word, bytes)) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsWith(byte[] word, byte[] bytes) {
    for (int i = 0; i < word.length; i++) {
      byte c = bytes[i];
      if ((c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c) != word[i]) {
        return false;
      }
    }
    return true;
  }
}
