package ai.holysheep.agent.report;

/** Names come from callers and could be anything. */
final class Escape {
  private Escape() {}

  /** What would move the cursor, turn the writing round or end the line is shown as its number. */
  static String terminal(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (visible(c)) {
                safe.appendCodePoint(c);
              } else {
                safe.append(String.format("\\u%04x", c));
              }
            });
    return safe.toString();
  }

  private static boolean visible(int c) {
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

  /** As text or as an attribute's value. */
  static String html(String text) {
    return terminal(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** By RFC 4180. A spreadsheet would take what begins with one of {@code =+-@} for a formula. */
  static String csv(String text) {
    String safe = terminal(text);
    if (!safe.isEmpty() && "=+-@".indexOf(safe.charAt(0)) >= 0) {
      safe = "'" + safe;
    }
    return safe.indexOf('"') >= 0 || safe.indexOf(',') >= 0
        ? '"' + safe.replace("\"", "\"\"") + '"'
        : safe;
  }
}
