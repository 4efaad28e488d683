package ai.holysheep.agent.report;

/** One bar of a chart. */
final class Bar {
  private static final int MAX_NAME = 30;

  final String name;
  final double value;

  /** The value as people read it. */
  final String text;

  Bar(String name, double value, String text) {
    this.name = name;
    this.value = value;
    this.text = text;
  }

  /** The end tells more than the beginning: {@code ...shop.ChatService.answer}. */
  static String shortened(String name) {
    int length = name.length();
    return length <= MAX_NAME ? name : "…" + name.substring(length - MAX_NAME + 1);
  }
}
