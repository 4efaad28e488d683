package ai.holysheep.agent.report.format;

/**
 * Makes texts safe to show. Names of models and callers come from outside and could be anything.
 */
public final class Escape {
  /** The last four are full-width, and spreadsheets read them like the others. */
  private static final String FORMULA_STARTS = "=+-@\uff1d\uff0b\uff0d\uff20";

  private static final String SEPARATORS = ",;|";

  private Escape() {}

  /**
   * Replaces characters that move the cursor, change the direction of writing or end the line by
   * their Unicode number.
   */
  public static String forTerminal(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (isVisible(c)) {
                safe.appendCodePoint(c);
              } else {
                safe.append(String.format("\\u%04x", c));
              }
            });
    return safe.toString();
  }

  private static boolean isVisible(int c) {
    switch (Character.getType(c)) {
      case Character.CONTROL:
      case Character.FORMAT:
      case Character.LINE_SEPARATOR:
      case Character.PARAGRAPH_SEPARATOR:
      case Character.SURROGATE:
      case Character.PRIVATE_USE:
      case Character.UNASSIGNED:
        return false;
      default:
        return true;
    }
  }

  /** For text and for an attribute's value. */
  public static String forHtml(String text) {
    return forTerminal(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /**
   * By RFC 4180, without what a spreadsheet would run as a formula: an apostrophe stands before
   * each of {@code =+-@}, or its full-width form, at which a cell can begin. A cell can begin after
   * any of {@code ,;|} too, since a spreadsheet may split lines at {@code ;} instead of commas. It
   * cannot begin after a tab or an end of line: {@link #forTerminal} has replaced them.
   */
  static String forCsv(String text) {
    String safe = withoutFormulas(forTerminal(text));
    return safe.indexOf('"') >= 0 || safe.indexOf(',') >= 0 || safe.indexOf(';') >= 0
        ? '"' + safe.replace("\"", "\"\"") + '"'
        : safe;
  }

  private static String withoutFormulas(String text) {
    StringBuilder safe = new StringBuilder();
    boolean cellCanBegin = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (cellCanBegin && FORMULA_STARTS.indexOf(c) >= 0) {
        safe.append('\'');
      }
      safe.append(c);
      // Spreadsheets ignore spaces and quotes at the beginning of a cell.
      boolean ignored = c == '"' || Character.isSpaceChar(c);
      cellCanBegin = SEPARATORS.indexOf(c) >= 0 || cellCanBegin && ignored;
    }
    return safe.toString();
  }

  /**
   * For JSON that may be shown on a terminal: what {@link #forTerminal} replaces is written by its
   * number, which means the same to a program.
   */
  static String forJson(String json) {
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < json.length(); ) {
      int c = json.codePointAt(i);
      int length = Character.charCount(c);
      if (c == '\n' || isVisible(c)) {
        safe.appendCodePoint(c);
      } else {
        for (char half : Character.toChars(c)) {
          safe.append(String.format("\\u%04x", (int) half));
        }
      }
      i += length;
    }
    return safe.toString();
  }
}
