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
  private static volatile @Nullable File copy;

  private Log() {}

  public static void level(Level lowest) {
    level = lowest;
  }

  /** A file that gets every line as well, for as long as it exists. */
  public static void alsoTo(@Nullable File file) {
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

  private static void print(Level at, String line) {
    if (at.compareTo(level) >= 0) {
      ERR.println("[holysheep-agent] " + line);
      File file = copy;
      if (file != null) {
        AccessController.doPrivileged(
            (PrivilegedAction<Boolean>) () -> copy(file, "[holysheep-agent] " + line));
      }
    }
  }

  /** Beneath the application's frames, which a security manager may not trust with files. */
  private static boolean copy(File file, String line) {
    if (file.exists()) {
      try (PrintStream out = new PrintStream(new FileOutputStream(file, true))) {
        out.println(line);
        return true;
      } catch (IOException unread) {
        // It is on stderr as well.
      }
    }
    copy = null;
    return false;
  }
}
