package ai.holysheep.agent.usage;

/**
 * Text from outside, bounded and well-formed. Half a surrogate pair is no character: its UTF-8 is
 * {@code ?}, so two names that differ would look like one name.
 */
public final class BoundedText {
  /** Unicode's sign for what cannot be a character. */
  private static final char REPLACEMENT = '\uFFFD';

  private BoundedText() {}

  /**
   * Cuts the text to at most {@code maxLength} UTF-16 units, but not within a character, and
   * replaces each half of a surrogate pair that has no other half. Returns the same object if
   * nothing is to change, as for nearly all text; then it allocates nothing.
   */
  public static String of(String text, int maxLength) {
    int end = Math.min(text.length(), maxLength);
    if (end < text.length() && end > 0 && isPair(text, end - 1)) {
      end--;
    }
    for (int i = 0; i < end; i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!isPair(text, i)) {
          return repaired(text, i, end);
        }
        i++;
      }
    }
    return end == text.length() ? text : text.substring(0, end);
  }

  private static String repaired(String text, int firstHalf, int end) {
    StringBuilder repaired = new StringBuilder(end).append(text, 0, firstHalf);
    for (int i = firstHalf; i < end; i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        repaired.append(c);
      } else if (isPair(text, i)) {
        repaired.append(c).append(text.charAt(++i));
      } else {
        repaired.append(REPLACEMENT);
      }
    }
    return repaired.toString();
  }

  private static boolean isPair(String text, int index) {
    return index + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(index), text.charAt(index + 1));
  }
}
