package ai.holysheep.agent.instrumentation;

/** Orders versions such as {@code 4.5.14} by their numbers. */
final class Versions {
  private Versions() {}

  /** Negative if the first is older. A missing number is 0. */
  static int compare(String one, String other) {
    String[] ones = one.split("\\.");
    String[] others = other.split("\\.");
    for (int i = 0; i < Math.max(ones.length, others.length); i++) {
      int order = Integer.compare(number(ones, i), number(others, i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int number(String[] numbers, int index) {
    return index < numbers.length ? Integer.parseInt(numbers[index]) : 0;
  }
}
