package ai.holysheep.agent.diagnostics;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts what a gateway sends and the agent cannot read or cannot believe, such as a token count
 * that is no number. It is as if it were missing, and is no error of the agent. Any thread may
 * count; counting never throws.
 */
public final class IgnoredValues {
  /** Where the value stood. */
  public enum Source {
    HEADER,
    BODY,
    /** A cost that no call can have, computed from counts that were plausible each. */
    PRICE;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The value of the metric's label {@code source}. */
    public String label() {
      return label;
    }
  }

  private static final AtomicLongArray COUNTS = new AtomicLongArray(Source.values().length);

  private IgnoredValues() {}

  public static void count(Source source, String what) {
    count(source, what, "");
  }

  /**
   * Logs a line only at {@code log.level=debug}: otherwise each gateway could fill the log.
   *
   * @param detail follows {@code what} in the line. A text is made of the two only for the log,
   *     since each event of a stream can have such a value
   */
  public static void count(Source source, String what, Object detail) {
    COUNTS.getAndIncrement(source.ordinal());
    if (Log.hasLevel(Log.Level.DEBUG)) {
      try {
        Log.debug(what + detail + " (ignored)");
      } catch (Throwable noMemory) {
        // It is counted, and has no line.
      }
    }
  }

  public static long total(Source source) {
    return COUNTS.get(source.ordinal());
  }
}
