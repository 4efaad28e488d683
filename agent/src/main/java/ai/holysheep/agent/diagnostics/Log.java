package ai.holysheep.agent.diagnostics;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.security.AccessController;
import java.security.PrivilegedAction;
import org.jspecify.annotations.Nullable;

/**
 * Writes lines to the process's stderr. It does not use {@code System.err}, which the application
 * may have replaced. Any thread may log.
 */
public final class Log {
  /** In rising order. {@code OFF} is only for {@link #setLevel}: nothing is written. */
  public enum Level {
    DEBUG,
    INFO,
    WARN,
    OFF
  }

  private static final PrintStream ERR =
      new PrintStream(new FileOutputStream(FileDescriptor.err), true);
  private static volatile Level level = Level.INFO;
  private static volatile @Nullable File copy;

  private Log() {}

  public static void setLevel(Level lowest) {
    level = lowest;
  }

  public static boolean hasLevel(Level lowest) {
    return level == lowest;
  }

  /** Also appends every line to this file, as long as it exists. */
  public static void copyTo(@Nullable File file) {
    copy = file;
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

  private static void print(Level lineLevel, String text) {
    if (lineLevel.compareTo(level) >= 0) {
      String line = "[holysheep-agent] " + text;
      ERR.println(line);
      File file = copy;
      if (file != null) {
        AccessController.doPrivileged((PrivilegedAction<Boolean>) () -> append(file, line));
      }
    }
  }

  /** Needs {@code doPrivileged}: the application's frames on the stack may not access files. */
  private static boolean append(File file, String line) {
    if (file.exists()) {
      try (PrintStream out = new PrintStream(new FileOutputStream(file, true))) {
        out.println(line);
        return true;
      } catch (IOException notCopied) {
        // The line is on stderr.
      }
    }
    copy = null;
    return false;
  }
}
