package ai.holysheep.agent.exchange.billing;

import java.util.List;

/**
 * Which segments of a path are ids, by how they look. A name of a model is none: {@code
 * us.anthropic.claude-sonnet-4-20250514-v1:0} and {@code Qwen2.5-Coder-32B-Instruct} have words and
 * numbers, but do not change between them at every second character.
 */
final class IdShape {
  private static final int MIN_HEX = 16;
  private static final int MIN_MIXED = 16;

  /** So many characters of a segment are looked at: a bound of the time. */
  private static final int MAX_LENGTH = 256;

  /** A random text of letters and digits changes between them more often than this. */
  private static final int CHARS_PER_CHANGE = 4;

  private static final int[] UUID_HYPHENS = {8, 13, 18, 23};
  private static final int UUID_LENGTH = 36;

  private final String[] prefixes;
  private final String[] wordPrefixes;

  /**
   * @param prefixes with which no word begins
   * @param wordPrefixes with which words begin, too: {@code file-upload}
   */
  IdShape(List<String> prefixes, List<String> wordPrefixes) {
    this.prefixes = prefixes.toArray(new String[0]);
    this.wordPrefixes = wordPrefixes.toArray(new String[0]);
  }

  /** Whether the segment can be an id where an id is expected. */
  boolean mayBeId(String segment) {
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      if (isDigit(c) || c >= 'A' && c <= 'Z') {
        return !isVersion(segment);
      }
    }
    return hasPrefix(segment, prefixes) || hasPrefix(segment, wordPrefixes);
  }

  /** Whether the segment is an id wherever it stands. */
  boolean isId(String segment) {
    int length = Math.min(segment.length(), MAX_LENGTH);
    int digits = 0;
    for (int i = 0; i < length; i++) {
      digits += isDigit(segment.charAt(i)) ? 1 : 0;
    }
    return hasPrefix(segment, prefixes)
        || digits > 0
            && (digits == length
                || isUuid(segment)
                || hasPrefix(segment, wordPrefixes)
                || isRandom(segment, length, digits));
  }

  private static boolean isRandom(String segment, int length, int digits) {
    int changes = 0;
    boolean hex = isHex(segment.charAt(0));
    for (int i = 1; i < length; i++) {
      char c = segment.charAt(i);
      hex &= isHex(c);
      changes += isChange(segment.charAt(i - 1), c) ? 1 : 0;
    }
    return hex && length >= MIN_HEX
        || digits > 1 && length >= MIN_MIXED && changes * CHARS_PER_CHANGE >= length;
  }

  private static boolean hasPrefix(String segment, String[] prefixes) {
    char first = segment.charAt(0);
    for (String prefix : prefixes) {
      if (prefix.charAt(0) == first
          && segment.length() > prefix.length()
          && segment.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** For example {@code v1}, {@code v1beta2}, {@code 2023-06-01}. */
  static boolean isVersion(String segment) {
    if (segment.length() == 10 && segment.charAt(4) == '-' && segment.charAt(7) == '-') {
      return true;
    }
    int i = digitsFrom(segment, 1);
    if (i == 1 || segment.charAt(0) != 'v') {
      return false;
    }
    int word = segment.startsWith("alpha", i) ? 5 : segment.startsWith("beta", i) ? 4 : 0;
    return digitsFrom(segment, i + word) == segment.length();
  }

  /** The index of the first character, from this one on, that is no digit. */
  private static int digitsFrom(String segment, int start) {
    int i = start;
    while (i < segment.length() && isDigit(segment.charAt(i))) {
      i++;
    }
    return i;
  }

  /** From a letter to a digit or back, or from a small letter to a capital. */
  private static boolean isChange(char before, char after) {
    if (isDigit(before) != isDigit(after)) {
      return isLetter(before) || isLetter(after);
    }
    return before >= 'a' && before <= 'z' && after >= 'A' && after <= 'Z';
  }

  private static boolean isUuid(String segment) {
    if (segment.length() != UUID_LENGTH) {
      return false;
    }
    for (int hyphen : UUID_HYPHENS) {
      if (segment.charAt(hyphen) != '-') {
        return false;
      }
    }
    for (int i = 0; i < segment.length(); i++) {
      if (segment.charAt(i) != '-' && !isHex(segment.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static boolean isHex(char c) {
    return isDigit(c) || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
  }
}
