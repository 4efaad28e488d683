package ai.holysheep.agent.diagnostics;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts the errors that the agent catches in itself, and invalid input that it ignores. Any thread
 * may count; counting never throws.
 */
public final class AgentErrors {
  /** The part of the agent where the error happened. */
  public enum Stage {
    CONFIG("config"),
    INSTRUMENTATION("weave"),
    ADVICE("hook"),
    EXCHANGE("exchange"),
    USAGE("usage"),
    PRICING("pricing"),
    LEDGER("ledger"),
    METRICS("metrics"),
    EXPOSITION("exposition");

    private final String label;

    Stage(String label) {
      this.label = label;
    }

    /** The value of the metric's label {@code stage}. */
    public String label() {
      return label;
    }
  }

  private static final AtomicLongArray COUNTS = new AtomicLongArray(Stage.values().length);

  private AgentErrors() {}

  /**
   * Counts an error. The first of a stage is logged; later ones only at {@code log.level=debug}, by
   * their stack traces.
   */
  public static void countAndLog(Stage stage, Throwable cause) {
    try {
      if (COUNTS.getAndIncrement(stage.ordinal()) == 0) {
        Log.warn(
            "fault in " + stage.label() + " (counted in holysheep_agent_errors_total): " + cause);
      }
      Log.trace(cause);
    } catch (Throwable ignored) {
      // It cannot be logged: there is no memory or no stack left.
    }
  }

  /** Counts an error that the caller logs. */
  public static void count(Stage stage) {
    COUNTS.getAndIncrement(stage.ordinal());
  }

  /**
   * Counts invalid input that the agent ignored, such as a token count that is no number. The first
   * of a stage is logged; later ones only at {@code log.level=debug}.
   */
  public static void countIgnoredInput(Stage stage, String what) {
    if (COUNTS.getAndIncrement(stage.ordinal()) == 0) {
      Log.warn(what + " (ignored, and counted in holysheep_agent_errors_total)");
    } else {
      Log.debug(what);
    }
  }

  /** Whether this part of the agent rests after too many errors. Any thread; allocates nothing. */
  public static boolean isResting(Stage stage) {
    return false;
  }

  public static long total(Stage stage) {
    return COUNTS.get(stage.ordinal());
  }
}
