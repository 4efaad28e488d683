package ai.holysheep.agent.report.calls;

import java.util.Comparator;
import java.util.Locale;

/** In which order single calls are shown. The names are the values of {@code --sort}. */
public enum CallOrder {
  NEWEST,
  COST,
  LATENCY;

  /**
   * The calls that are shown first are the greatest. Does not depend on the order of the files, nor
   * on which thread reads them.
   */
  Comparator<ListedCall> lastToFirst() {
    return first()
        .thenComparing(call -> call.timestamp)
        .thenComparing(call -> call.picodollars)
        .thenComparing(call -> call.latencyMicros)
        .thenComparing(call -> String.join("\n", call.names));
  }

  private Comparator<ListedCall> first() {
    switch (this) {
      case COST:
        return Comparator.comparing(call -> call.picodollars);
      case LATENCY:
        return Comparator.comparing(call -> call.latencyMicros);
      default:
        return Comparator.comparing(call -> call.timestamp);
    }
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
