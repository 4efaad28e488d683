package ai.holysheep.agent.report.format;

/**
 * Makes texts safe to show. Names of models and callers come from outside and could be anything.
 */
public final class Escape {
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
   * By RFC 4180. A text that begins with one of {@code =+-@} gets an apostrophe, because a
   * spreadsheet would run it as a formula.
   */
  static String forCsv(String text) {
    String safe = forTerminal(text);
    if (!safe.isEmpty() && "=+-@".indexOf(safe.charAt(0)) >= 0) {
      safe = "'" + safe;
    }
    return safe.indexOf('"') >= 0 || safe.indexOf(',') >= 0
        ? '"' + safe.replace("\"", "\"\"") + '"'
        : safe;
  }
}
