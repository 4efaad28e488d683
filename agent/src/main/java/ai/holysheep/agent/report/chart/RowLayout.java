package ai.holysheep.agent.report.chart;

/** The layout of charts that have one line per row of a table, with its name on the left. */
final class RowLayout {
  static final int MAX_ROWS = 12;
  static final int WIDTH = 560;
  static final int NAME_WIDTH = 220;
  static final int ROW_HEIGHT = 26;

  private static final int MAX_NAME = 30;

  private RowLayout() {}

  /** Keeps the end, which says more than the beginning: {@code …shop.ChatService.answer}. */
  static String shortened(String name) {
    if (name.length() <= MAX_NAME) {
      return name;
    }
    int start = name.length() - MAX_NAME + 1;
    return "…" + name.substring(Character.isLowSurrogate(name.charAt(start)) ? start + 1 : start);
  }
}
