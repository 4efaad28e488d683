package ai.holysheep.agent.config;

import ai.holysheep.agent.thread.SupervisedThread;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file for a thread of the application, which waits a limited time. Another thread reads,
 * and it alone waits on if the file system does not answer.
 */
final class TimedRead implements SupervisedThread.Work, SupervisedThread.FaultListener {
  /** Reads, and may take for ever. */
  interface Source {
    byte[] read() throws IOException;
  }

  private final Source source;
  private final CountDownLatch done = new CountDownLatch(1);

  /** Written before {@link #done}. */
  private byte @Nullable [] content;

  private @Nullable Throwable failure;

  private TimedRead(Source source) {
    this.source = source;
  }

  /**
   * Returns what the source reads.
   *
   * @throws IOException if the source throws anything, or does not answer within the time
   */
  static byte[] read(Source source, long millis) throws IOException {
    TimedRead read = new TimedRead(source);
    new SupervisedThread("holysheep-config", read, read).start();
    return read.await(millis);
  }

  private byte[] await(long millis) throws IOException {
    if (!awaitDone(TimeUnit.MILLISECONDS.toNanos(millis))) {
      throw new IOException("no answer within " + millis + " ms");
    }
    byte[] read = content;
    if (read == null) {
      throw failure instanceof IOException
          ? (IOException) failure
          : new IOException(String.valueOf(failure), failure);
    }
    return read;
  }

  /** The application may have interrupted its thread. It must find it interrupted afterwards. */
  private boolean awaitDone(long nanos) {
    long start = System.nanoTime();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return done.await(nanos - (System.nanoTime() - start), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void run() {
    try {
      content = source.read();
    } catch (Throwable e) {
      failure = e;
    }
    done.countDown();
  }

  /** Whatever the reading throws is the caller's. */
  @Override
  public void onFault(String thread, Throwable fault, boolean startsOutage) {}
}
