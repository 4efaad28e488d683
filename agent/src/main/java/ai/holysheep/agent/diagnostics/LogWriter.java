package ai.holysheep.agent.diagnostics;

import ai.holysheep.agent.thread.AgentThread;
import ai.holysheep.agent.thread.SupervisedThread;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Writes lines in their order, on a thread of its own: if nothing reads the process's stderr, a
 * write to it blocks for ever, and no thread of the application may wait for that. The first line
 * starts the thread. If the queue is full, a line is dropped and counted.
 */
final class LogWriter {
  static final int CAPACITY = 256;

  /** The most that the end of the JVM waits for lines, all waits together. */
  private static final long EXIT_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private static final long EXIT_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final OutputStream stderr;

  private final Queue<String> lines;

  /** The lines of the queue, and the one that is being written. */
  private final AtomicInteger unwritten = new AtomicInteger();

  private final AtomicLong dropped = new AtomicLong();
  private final SupervisedThread thread;
  private volatile @Nullable File copy;

  private final AtomicBoolean hooked = new AtomicBoolean();
  private volatile boolean exiting;
  private final AtomicLong exitWaitNanos = new AtomicLong(EXIT_WAIT_NANOS);

  LogWriter(OutputStream stderr) {
    this(stderr, new ConcurrentLinkedQueue<>());
  }

  /**
   * @param lines an empty queue without locks: after a stack overflow, an application's thread
   *     could keep one for ever
   */
  LogWriter(OutputStream stderr, Queue<String> lines) {
    this.stderr = stderr;
    this.lines = lines;
    Writing writing = new Writing();
    thread = new SupervisedThread("holysheep-log", writing, writing);
  }

  /** Also appends every line to this file, as long as it exists. */
  void copyTo(@Nullable File file) {
    copy = file;
  }

  /** Any thread. It waits only while the JVM exits, and then 0.2 s at most. */
  void write(String line) {
    if (unwritten.incrementAndGet() <= CAPACITY) {
      try {
        lines.add(line);
      } catch (Throwable noMemory) {
        unwritten.decrementAndGet();
        drop();
        throw noMemory;
      }
    } else {
      unwritten.decrementAndGet();
      drop();
    }
    if (Thread.currentThread() instanceof AgentThread) {
      // This may be a hook of the exit: the JVM must not end between it and the writing thread.
      hookExit();
    }
    // Without a thread, for example because of a limit, the line waits in the queue.
    thread.tryStart();
    thread.wake();
    if (exiting) {
      awaitWritten();
    }
  }

  /** Counts a line that could not be made. */
  void drop() {
    dropped.incrementAndGet();
  }

  /** On a thread of the agent: a hook keeps what it inherits for as long as the JVM lives. */
  private void hookExit() {
    if (!exiting && hooked.compareAndSet(false, true)) {
      try {
        Runtime.getRuntime().addShutdownHook(new AgentThread(new Exit(), "holysheep-log-exit"));
      } catch (IllegalStateException alreadyExiting) {
        exiting = true;
      } catch (SecurityException refused) {
        // A security manager allows no hook. Lines are written, but no exit waits for them.
      } catch (Throwable e) {
        hooked.set(false);
        throw e;
      }
    }
  }

  private void awaitWritten() {
    long start = System.nanoTime();
    long left = exitWaitNanos.get();
    while (unwritten.get() > 0 && System.nanoTime() - start < left) {
      LockSupport.parkNanos(this, EXIT_POLL_NANOS);
    }
    exitWaitNanos.addAndGet(start - System.nanoTime());
  }

  private final class Exit implements Runnable {
    @Override
    public void run() {
      // Hooks of the agent that run later wait for their lines themselves.
      exiting = true;
      awaitWritten();
    }
  }

  private final class Writing implements SupervisedThread.Work, SupervisedThread.FaultListener {
    @Override
    public void run() {
      hookExit();
      while (true) {
        String line = lines.poll();
        if (line == null) {
          LockSupport.park(this);
        } else {
          write(line);
        }
      }
    }

    private void write(String line) {
      try {
        append(line);
      } catch (IOException closed) {
        drop();
      } catch (Throwable e) {
        drop();
        throw e;
      } finally {
        unwritten.decrementAndGet();
      }
    }

    private void append(String line) throws IOException {
      long lost = lines.isEmpty() ? dropped.get() : 0;
      String text = line + System.lineSeparator();
      if (lost > 0) {
        text += LogLine.of("lines that are missing here: " + lost) + System.lineSeparator();
      }
      File file = copy;
      if (file != null) {
        copy(file.toPath(), text);
      }
      // In one piece, so that the application's own lines do not get between.
      stderr.write(text.getBytes(Charset.defaultCharset()));
      dropped.addAndGet(-lost);
    }

    private void copy(Path file, String text) {
      try (OutputStream out =
          Files.newOutputStream(file, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS)) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      } catch (IOException | RuntimeException deleted) {
        // The command that reads the file has ended.
        copy = null;
      }
    }

    /** The line is counted as dropped. */
    @Override
    public void onFault(String name, Throwable fault, boolean startsOutage) {}
  }
}
