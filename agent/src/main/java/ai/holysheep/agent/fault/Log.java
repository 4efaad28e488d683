package ai.holysheep.agent.fault;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;

/**
 * Lines on the process's stderr, one call one line. Not {@code System.err}, which the application
 * may have replaced.
 */
public final class Log {
  /** From the most to the least talkative. */
  public enum Level {
    DEBUG,
    INFO,
    WARN,
    OFF
  }

  private static final PrintStream ERR =
      new PrintStream(new FileOutputStream(FileDescriptor.err), true);
  private static volatile Level level = Level.INFO;

  private Log() {}

  public static void level(Level lowest) {
    level = lowest;
  }

  public static void debug(String line) {
    print(Level.DEBUG, line);
  }

  public static void info(String line) {
    print(Level.INFO, line);
  }

  public static void warn(String line) {
    print(Level.WARN, line);
  }

  static void trace(Throwable cause) {
    if (level == Level.DEBUG) {
      cause.printStackTrace(ERR);
    }
  }

  private static void print(Level at, String line) {
    if (at.compareTo(level) >= 0) {
      ERR.println("[holysheep-agent] " + line);
    }
  }
}
