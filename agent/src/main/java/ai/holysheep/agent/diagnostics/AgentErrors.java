package ai.holysheep.agent.diagnostics;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What went wrong inside the agent and was swallowed there. Any thread may count; counting never
 * throws.
 */
public final class AgentErrors {
  /** Where a fault happened; the value of the label {@code stage}. */
  public enum Stage {
    CONFIG,
    WEAVE,
    HOOK,
    EXCHANGE,
    USAGE,
    PRICING,
    LEDGER,
    METRICS,
    EXPOSITION;

    public String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private static final AtomicLongArray COUNTS = new AtomicLongArray(Stage.values().length);

  private AgentErrors() {}

  /**
   * Counts a fault; a stage's first one is told on stderr, later ones only at {@code
   * log.level=debug}.
   */
  public static void count(Stage stage, Throwable cause) {
    try {
      if (COUNTS.getAndIncrement(stage.ordinal()) == 0) {
        Log.warn(
            "fault in " + stage.label() + " (counted in holysheep_agent_errors_total): " + cause);
      }
      Log.trace(cause);
    } catch (Throwable ignored) {
      // Nothing is left to tell it with: memory or stack is exhausted.
    }
  }

  /** Counts something that the caller tells on stderr. */
  public static void count(Stage stage) {
    COUNTS.getAndIncrement(stage.ordinal());
  }

  /**
   * Counts something that the agent ignored and that someone else sent: a garbled figure, say. The
   * first is told like a fault.
   */
  public static void ignored(Stage stage, String what) {
    if (COUNTS.getAndIncrement(stage.ordinal()) == 0) {
      Log.warn(what + " (ignored, and counted in holysheep_agent_errors_total)");
    } else {
      Log.debug(what);
    }
  }

  public static long counted(Stage stage) {
    return COUNTS.get(stage.ordinal());
  }
}
