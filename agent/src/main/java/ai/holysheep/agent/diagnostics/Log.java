package ai.holysheep.agent.diagnostics;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.security.AccessController;
import java.security.PrivilegedAction;
import org.jspecify.annotations.Nullable;

/**
 * Writes lines to the process's stderr. It does not use {@code System.err}, which the application
 * may have replaced. Any thread may log: it neither waits for stderr nor throws.
 */
public final class Log {
  /** In rising order. {@code OFF} is only for {@link #setLevel}: nothing is written. */
  public enum Level {
    DEBUG,
    INFO,
    WARN,
    OFF
  }

  private static final LogWriter WRITER =
      new LogWriter(AccessController.doPrivileged(new OpenStderr()));

  private static volatile Level level = Level.INFO;

  private Log() {}

  public static void setLevel(Level lowest) {
    level = lowest;
  }

  /** Also appends every line to this file, as long as it exists. */
  public static void copyTo(@Nullable File file) {
    WRITER.copyTo(file);
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
      try {
        WRITER.write(LogLine.trace(cause));
      } catch (Throwable notWritten) {
        WRITER.drop();
      }
    }
  }

  private static void print(Level lineLevel, String text) {
    if (lineLevel.compareTo(level) >= 0) {
      try {
        WRITER.write(LogLine.of(text));
      } catch (Throwable notWritten) {
        // There is no memory or no stack left.
        WRITER.drop();
      }
    }
  }

  private static final class OpenStderr implements PrivilegedAction<OutputStream> {
    @Override
    public OutputStream run() {
      return new FileOutputStream(FileDescriptor.err);
    }
  }
}
