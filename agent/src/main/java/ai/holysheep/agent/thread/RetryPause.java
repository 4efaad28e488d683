package ai.holysheep.agent.thread;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The pause before something is tried again. It doubles with each try, up to a limit. One thread
 * uses it. It allocates nothing and never throws, so it works without memory.
 */
public final class RetryPause {
  static {
    // A first pause without memory could not load this class. Nothing waits here: this may be a
    // thread of the application, with a monitor or a pending interrupt.
    LockSupport.unpark(null);
  }

  private final long firstNanos;
  private final long lastNanos;
  private long nextNanos;

  /**
   * @param firstMillis the first pause; at least 1
   * @param lastMillis the longest pause
   */
  public RetryPause(long firstMillis, long lastMillis) {
    firstNanos = TimeUnit.MILLISECONDS.toNanos(firstMillis);
    lastNanos = TimeUnit.MILLISECONDS.toNanos(lastMillis);
    nextNanos = firstNanos;
  }

  /** Waits. Only time ends the wait: neither an interrupt nor an unpark does. */
  public void await() {
    long pause = nextNanos;
    nextNanos = Math.min(2 * pause, lastNanos);
    long start = System.nanoTime();
    for (long left = pause; left > 0; left = pause - (System.nanoTime() - start)) {
      // A pending interrupt would end each wait at once.
      Thread.interrupted();
      LockSupport.parkNanos(this, left);
    }
  }

  /** The next pause is the first one again. */
  public void reset() {
    nextNanos = firstNanos;
  }
}
