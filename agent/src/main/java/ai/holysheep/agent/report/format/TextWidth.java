package ai.holysheep.agent.report.format;

/**
 * How many columns of a terminal a text takes: East Asian characters and emoji take two, combining
 * marks none. The ranges are those of Unicode's East Asian Width {@code W} and {@code F}, joined in
 * blocks where nearly all characters are wide.
 */
final class TextWidth {
  private static final String DOTS = "...";

  /** The first and the last character of each range; ascending. */
  private static final int[] WIDE = {
    0x1100, 0x115f, 0x231a, 0x231b, 0x23e9, 0x23ec, 0x23f0, 0x23f0, 0x23f3, 0x23f3, 0x25fd, 0x25fe,
    0x2614, 0x2615, 0x2648, 0x2653, 0x267f, 0x267f, 0x2693, 0x2693, 0x26a1, 0x26a1, 0x26aa, 0x26ab,
    0x26bd, 0x26be, 0x26c4, 0x26c5, 0x26ce, 0x26ce, 0x26d4, 0x26d4, 0x26ea, 0x26ea, 0x26f2, 0x26f3,
    0x26f5, 0x26f5, 0x26fa, 0x26fa, 0x26fd, 0x26fd, 0x2705, 0x2705, 0x270a, 0x270b, 0x2728, 0x2728,
    0x274c, 0x274c, 0x274e, 0x274e, 0x2753, 0x2755, 0x2757, 0x2757, 0x2795, 0x2797, 0x27b0, 0x27b0,
    0x27bf, 0x27bf, 0x2b1b, 0x2b1c, 0x2b50, 0x2b50, 0x2b55, 0x2b55, 0x2e80, 0x303e, 0x3041, 0xa4cf,
    0xa960, 0xa97f, 0xac00, 0xd7a3, 0xf900, 0xfaff, 0xfe30, 0xfe6f, 0xff01, 0xff60, 0xffe0, 0xffe6,
    0x1f004, 0x1f004, 0x1f0cf, 0x1f0cf, 0x1f18e, 0x1f18e, 0x1f191, 0x1f19a, 0x1f200, 0x1f265,
    0x1f300, 0x1f64f, 0x1f680, 0x1f6ff, 0x1f7e0, 0x1f7eb, 0x1f7f0, 0x1f7f0, 0x1f900, 0x1f9ff,
    0x1fa70, 0x1faff, 0x20000, 0x3fffd
  };

  private TextWidth() {}

  static int of(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      width += of(c);
      i += Character.charCount(c);
    }
    return width;
  }

  private static int of(int c) {
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    for (int i = 0; i < WIDE.length && c >= WIDE[i]; i += 2) {
      if (c <= WIDE[i + 1]) {
        return 2;
      }
    }
    return 1;
  }

  /** At most {@code max} columns; a text that is cut ends with dots. */
  static String shortened(String text, int max) {
    if (of(text) <= max) {
      return text;
    }
    int left = max - DOTS.length();
    int end = 0;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      left -= of(c);
      if (left < 0) {
        break;
      }
      end += Character.charCount(c);
    }
    return text.substring(0, end) + DOTS;
  }
}
