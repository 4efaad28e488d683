package ai.holysheep.agent.start;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes the lines that come before the core and its log are there, or that a command shows. They
 * do not depend on {@code log.level}. A thread writes them, since nobody may read stderr. It lives
 * as long as there are lines.
 */
final class StderrLines {
  static final String PREFIX = "[holysheep-agent] ";

  /** How long a line may hold up a thread of the application. */
  private static final long WAIT_MILLIS = 100;

  private static final int MAX_WAITING = 100;

  /** Guards {@link #writer}. */
  private final Queue<Line> waiting = new ArrayDeque<>();

  /** {@code null} if no thread writes. */
  private @Nullable FutureTask<@Nullable Void> writer;

  /**
   * Returns after a tenth of a second at most, even if the line is not written then. Never throws,
   * and drops the line if a hundred others wait.
   *
   * @param reply gets the line as well
   */
  void write(@Nullable File reply, String message) {
    try {
      FutureTask<@Nullable Void> writing;
      FutureTask<@Nullable Void> started = null;
      synchronized (waiting) {
        if (waiting.size() < MAX_WAITING) {
          waiting.add(new Line(reply, PREFIX + message));
        }
        if (writer == null) {
          started = new FutureTask<>(new Writing(), null);
          writer = started;
        }
        writing = writer;
      }
      if (started != null) {
        start(started);
      }
      writing.get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception | OutOfMemoryError | StackOverflowError notYetWritten) {
      // The writer goes on, or there is no memory for a line.
    }
  }

  private static void start(FutureTask<?> writing) {
    try {
      DaemonThread.start(writing, "holysheep-agent-line");
    } catch (Throwable noThread) {
      writing.run();
    }
  }

  private final class Writing implements Runnable {
    @Override
    public void run() {
      while (true) {
        Line line;
        synchronized (waiting) {
          line = waiting.poll();
          if (line == null) {
            writer = null;
            return;
          }
        }
        try {
          line.print();
        } catch (Throwable lost) {
          // For example without memory. The thread must go on, or end with writer set to null.
        }
      }
    }
  }

  private static final class Line {
    private final @Nullable File reply;
    private final String text;

    Line(@Nullable File reply, String text) {
      this.reply = reply;
      this.text = text;
    }

    void print() {
      try {
        // Not System.err: the application may have redirected it to its logging.
        new FileOutputStream(FileDescriptor.err)
            .write((text + System.lineSeparator()).getBytes(Charset.defaultCharset()));
      } catch (IOException closed) {
        // Nobody can read it.
      } catch (SecurityException e) {
        System.err.println(text);
      }
      ReplyFile.append(reply, text);
    }
  }
}
