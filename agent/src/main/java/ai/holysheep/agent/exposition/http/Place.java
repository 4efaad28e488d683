package ai.holysheep.agent.exposition.http;

import ai.holysheep.agent.thread.AgentThread;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Room for one connection at a time: a thread, and a buffer outside the heap. The thread stays for
 * some seconds after a connection, so that clients that come and go start no threads.
 */
final class Place implements Runnable {
  private static final int BUFFER_BYTES = 8192;
  private static final long IDLE_MILLIS = 5_000;

  /**
   * Made when it is first needed, and kept: JDK 8 frees such a buffer only with a garbage
   * collection. Only the accepting thread uses the field.
   */
  private @Nullable ByteBuffer buffer;

  /** Guarded by this. */
  private @Nullable Connection connection;

  /** Guarded by this. */
  private boolean hasThread;

  ByteBuffer buffer() {
    ByteBuffer made = buffer;
    if (made == null) {
      made = ByteBuffer.allocateDirect(BUFFER_BYTES);
      buffer = made;
    }
    return made;
  }

  synchronized @Nullable Connection connection() {
    return connection;
  }

  /**
   * Serves a connection. The place must be free.
   *
   * @throws OutOfMemoryError if the process may have no more threads; the place stays free
   */
  synchronized void serve(Connection taken) {
    connection = taken;
    if (hasThread) {
      notifyAll();
      return;
    }
    try {
      new AgentThread(this, "holysheep-metrics-client").start();
      hasThread = true;
    } finally {
      if (!hasThread) {
        connection = null;
      }
    }
  }

  @Override
  public void run() {
    try {
      for (Connection next = next(); next != null; next = next()) {
        try {
          next.run();
        } finally {
          leave();
        }
      }
    } finally {
      endThread();
    }
  }

  private synchronized void leave() {
    connection = null;
  }

  private synchronized void endThread() {
    hasThread = false;
  }

  /** Waits for a connection. Null: there was none for some time, and the thread must end. */
  private synchronized @Nullable Connection next() {
    long start = System.nanoTime();
    while (connection == null) {
      long left = IDLE_MILLIS - (System.nanoTime() - start) / 1_000_000;
      if (left <= 0) {
        hasThread = false;
        return null;
      }
      try {
        wait(left);
      } catch (InterruptedException ignored) {
        // Only time ends the wait.
      }
    }
    return connection;
  }
}
