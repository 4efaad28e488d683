package ai.holysheep.agent.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** A line on a terminal, of a reading that takes longer than a second or two. */
final class Progress {
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(1500);
  private static final Path STDERR = Paths.get("/proc/self/fd/2");
  private static final String ERASE = "\r\033[K";

  private final PrintStream err;
  private final boolean terminal;
  private final LongAdder read = new LongAdder();
  private long bytes;
  private long startNanos;
  private boolean shown;

  Progress(PrintStream err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  /**
   * Where the system does not tell, by whether anybody sits there at all; from JDK 22 on, when the
   * console always is there, by {@code TERM} alone.
   */
  @SuppressWarnings("SystemConsoleNull")
  static boolean onTerminal() {
    try {
      String device = Files.readSymbolicLink(STDERR).toString();
      return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return System.console() != null && System.getenv("TERM") != null;
    }
  }

  void start(long allBytes) {
    bytes = allBytes;
    startNanos = System.nanoTime();
  }

  /** By any thread. */
  void read(long more) {
    read.add(more);
  }

  void show() {
    long passed = System.nanoTime() - startNanos;
    long done = Math.min(read.sum(), bytes);
    if (terminal && passed > PATIENCE_NANOS && done > 0) {
      shown = true;
      long left = TimeUnit.NANOSECONDS.toSeconds((long) ((double) passed / done * (bytes - done)));
      err.print(
          ERASE
              + "reading: "
              + 100 * done / bytes
              + " % of "
              + (bytes >> 20)
              + " MB, "
              + left
              + " s left");
      err.flush();
    }
  }

  void end() {
    if (shown) {
      err.print(ERASE);
      err.flush();
    }
  }
}
