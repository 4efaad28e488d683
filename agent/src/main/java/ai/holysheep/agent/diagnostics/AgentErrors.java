package ai.holysheep.agent.diagnostics;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts the errors that the agent catches in itself, those of its configuration, and the calls
 * that it loses. What a gateway sends is none of these: see {@link IgnoredValues}. Any thread may
 * count; counting never throws.
 */
public final class AgentErrors {
  /** The part of the agent where the error happened. */
  public enum Stage {
    /** Read once, at the start: there is nothing to rest. */
    CONFIG("config", false),
    INSTRUMENTATION("weave", true),
    ADVICE("hook", true),
    EXCHANGE("exchange", true),
    USAGE("usage", true),
    /** Its timer is its pause. */
    PRICING("pricing", false),
    LEDGER("ledger", true),
    METRICS("metrics", true),
    /** A scrape is always answered, and pushes have their timer. */
    EXPOSITION("exposition", false);

    private final String label;
    private final boolean canRest;

    Stage(String label, boolean canRest) {
      this.label = label;
      this.canRest = canRest;
    }

    /** Whether {@link #isResting} can be true for it. */
    public boolean canRest() {
      return canRest;
    }

    /** The value of the metric's label {@code stage}. */
    public String label() {
      return label;
    }
  }

  /** A chain of causes may be a ring. */
  private static final int MAX_CAUSES = 8;

  private static final AtomicLongArray COUNTS = new AtomicLongArray(Stage.values().length);

  /** By the stage's ordinal. */
  private static final Rest[] RESTS = new Rest[Stage.values().length];

  static {
    forgetRests();
  }

  private AgentErrors() {}

  /** As if no part had rested yet. */
  static void forgetRests() {
    for (int i = 0; i < RESTS.length; i++) {
      RESTS[i] = new Rest();
    }
  }

  static Rest rest(Stage stage) {
    return RESTS[stage.ordinal()];
  }

  /**
   * Counts a fault. The first of a stage is logged; later ones only at {@code log.level=debug}, by
   * their stack traces. After too many within a minute, the stage rests. A {@link
   * StackOverflowError} counts towards no rest: it says something about the thread alone.
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
    try {
      boolean mayRest = stage.canRest && !isOverflow(cause);
      long seconds = mayRest ? rest(stage).addFault(System.nanoTime()) : 0;
      if (seconds > 0) {
        Log.warn(
            stage.label()
                + " rests for "
                + seconds
                + " s after "
                + Rest.FAULTS
                + " faults within a minute, the last one: "
                + cause);
      }
    } catch (Throwable ignored) {
      // The same. The stage rests although the line is missing.
    }
  }

  /** Whether the stack was full, also where the JVM has wrapped that: while it linked a class. */
  private static boolean isOverflow(Throwable fault) {
    Throwable each = fault;
    for (int i = 0; each instanceof LinkageError && i < MAX_CAUSES; i++) {
      each = each.getCause();
    }
    return each instanceof StackOverflowError;
  }

  /**
   * Counts an error that the caller logs, and that has a pause of its own, such as an outage of the
   * ledger's disk. It does not make the stage rest.
   */
  public static void count(Stage stage) {
    COUNTS.getAndIncrement(stage.ordinal());
  }

  /**
   * Counts a call that the agent could not watch or count. The first of a stage is logged; later
   * ones only at {@code log.level=debug}. It does not make the stage rest: the next call can be
   * counted.
   */
  public static void countLostCall(Stage stage, String what) {
    if (COUNTS.getAndIncrement(stage.ordinal()) == 0) {
      Log.warn(what + " (not counted; see holysheep_agent_errors_total)");
    } else {
      Log.debug(what);
    }
  }

  /**
   * Whether this part of the agent rests after too many faults. The caller then leaves the work
   * out. Asking is what ends a rest, so its last line comes with the next work. Any thread; one
   * volatile read while the part works; allocates nothing then; never throws.
   */
  public static boolean isResting(Stage stage) {
    Rest rest = rest(stage);
    return rest.isResting() && isStillResting(stage, rest);
  }

  private static boolean isStillResting(Stage stage, Rest rest) {
    try {
      long seconds = rest.end(System.nanoTime());
      if (seconds > 0) {
        Log.info(stage.label() + " works again after a rest of " + seconds + " s");
      }
      return rest.isResting();
    } catch (Throwable noMemory) {
      return true;
    }
  }

  public static long total(Stage stage) {
    return COUNTS.get(stage.ordinal());
  }
}
