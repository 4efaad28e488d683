package ai.holysheep.agent.report.ledger;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * A line on a terminal that shows how far the reading is, if it takes longer than a second or two.
 */
public final class Progress {
  private static final long DELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(1500);
  private static final int BYTES_PER_MEGABYTE = 1 << 20;
  private static final Path STDERR = Paths.get("/proc/self/fd/2");
  private static final String ERASE_LINE = "\r\033[K";

  private final PrintStream stderr;
  private final boolean terminal;
  private final LongAdder bytesRead = new LongAdder();
  private double totalBytes;
  private long startNanos;
  private boolean shown;

  /** Shows nothing if stderr is not a terminal. */
  public Progress(PrintStream stderr) {
    this.stderr = stderr;
    terminal = isStderrTerminal();
  }

  /**
   * Linux says what stderr is. Elsewhere a console and {@code TERM} have to be there; from JDK 22
   * on there always is a console, so {@code TERM} alone decides.
   */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isStderrTerminal() {
    try {
      String device = Files.readSymbolicLink(STDERR).toString();
      return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return System.console() != null && System.getenv("TERM") != null;
    }
  }

  void start(List<LedgerFile> files) {
    // Sparse files can have more bytes together than a long.
    totalBytes = files.stream().mapToDouble(file -> file.bytes).sum();
    startNanos = System.nanoTime();
  }

  /** Any thread may call it. */
  void addBytesRead(long bytes) {
    bytesRead.add(bytes);
  }

  void show() {
    long elapsed = System.nanoTime() - startNanos;
    double done = Math.min(bytesRead.sum(), totalBytes);
    if (terminal && elapsed > DELAY_NANOS && done > 0) {
      shown = true;
      long nanosLeft = (long) (elapsed / done * (totalBytes - done));
      stderr.print(
          ERASE_LINE
              + "reading: "
              + (int) (100 * done / totalBytes)
              + " % of "
              + (long) (totalBytes / BYTES_PER_MEGABYTE)
              + " MB, "
              + TimeUnit.NANOSECONDS.toSeconds(nanosLeft)
              + " s left");
      stderr.flush();
    }
  }

  void erase() {
    if (shown) {
      stderr.print(ERASE_LINE);
      stderr.flush();
    }
  }
}
