package ai.holysheep.agent.exposition.http;

import java.util.concurrent.TimeUnit;

/**
 * How long a connection waits for its peer. Only the connection's thread changes it; the watching
 * thread reads it.
 */
final class PeerWaits {
  /** A write that takes longer has waited for the peer. */
  private static final long STALL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /** All waits that have ended. */
  private volatile long endedNanos;

  /** By {@link System#nanoTime}; 0 if it does not wait. */
  private volatile long since;

  private volatile boolean wasRead;

  /** From now on it counts from 0. */
  void forget() {
    endedNanos = 0;
    wasRead = false;
  }

  void begin() {
    long start = System.nanoTime();
    // 0 has a meaning of its own.
    since = start == 0 ? 1 : start;
  }

  /**
   * @param isWrite whether the system has taken bytes that the peer must read
   */
  void end(boolean isWrite) {
    long waited = System.nanoTime() - since;
    long before = endedNanos;
    endedNanos = before + waited;
    since = 0;
    if (isWrite && waited > STALL_NANOS) {
      wasRead = true;
    }
  }

  /** How long it waits since something passed; 0 if it does not wait now. */
  long currentNanos(long now) {
    long start = since;
    return start == 0 ? 0 : Math.max(0, now - start);
  }

  /** How long it has waited, in sum; 0 if it does not wait now. */
  long totalNanos(long now) {
    long start = since;
    return start == 0 ? 0 : endedNanos + Math.max(0, now - start);
  }

  /** Whether the peer has read something after it had made this side wait. */
  boolean wasRead() {
    return wasRead;
  }
}
