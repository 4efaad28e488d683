package ai.holysheep.agent.diagnostics;

/**
 * The text of log lines. Names and messages from outside are in them, so a line has a bounded
 * length, and nothing in it can begin another line or control a terminal.
 */
final class LogLine {
  static final int MAX_LENGTH = 2_000;

  /** A trace is one entry of the queue. Longer ones are cut. */
  private static final int MAX_TRACE_LENGTH = 16_000;

  private static final int MAX_FRAMES = 40;

  private static final int MAX_CAUSES = 5;
  private static final String PREFIX = "[holysheep-agent] ";
  private static final String CUT = "...";

  private LogLine() {}

  static String of(String text) {
    StringBuilder line = new StringBuilder(PREFIX);
    append(line, text, MAX_LENGTH);
    return line.toString();
  }

  /** A stack trace with its causes, as several lines. */
  static String trace(Throwable thrown) {
    String newLine = System.lineSeparator();
    StringBuilder lines = new StringBuilder();
    Throwable cause = thrown;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++, cause = cause.getCause()) {
      lines.append(i == 0 ? "" : newLine + "Caused by: ");
      append(lines, cause.toString(), MAX_LENGTH);
      StackTraceElement[] frames = cause.getStackTrace();
      for (int frame = 0; frame < Math.min(frames.length, MAX_FRAMES); frame++) {
        if (lines.length() > MAX_TRACE_LENGTH) {
          return lines.append(newLine).append(CUT).toString();
        }
        append(lines.append(newLine).append("\tat "), frames[frame].toString(), MAX_LENGTH);
      }
    }
    return lines.toString();
  }

  private static void append(StringBuilder line, String text, int maxLength) {
    int end = Math.min(text.length(), maxLength);
    if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      line.append(isControl(c) ? '?' : c);
    }
    line.append(end < text.length() ? CUT : "");
  }

  /** Also the separators that some viewers show as a new line, and what changes the direction. */
  private static boolean isControl(char c) {
    switch (Character.getType(c)) {
      case Character.CONTROL:
      case Character.FORMAT:
      case Character.LINE_SEPARATOR:
      case Character.PARAGRAPH_SEPARATOR:
        return true;
      default:
        return false;
    }
  }
}
