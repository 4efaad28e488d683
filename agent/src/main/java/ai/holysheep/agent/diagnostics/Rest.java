package ai.holysheep.agent.diagnostics;

import java.util.concurrent.TimeUnit;

/**
 * Decides when one part of the agent rests: after {@link #FAULTS} faults within a minute it rests
 * for a second, and each time for twice as long, up to an hour. After an hour without a rest it
 * begins with a second again. So a part that is broken for good costs the application a hundred
 * faults an hour, and a bad moment costs a second of counting.
 *
 * <p>Times are those of {@link System#nanoTime}. Any thread may call every method; none allocates.
 */
final class Rest {
  static final int FAULTS = 100;
  static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(1);
  static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(1);
  static final long LONGEST_NANOS = TimeUnit.HOURS.toNanos(1);

  /** The times of the latest faults, as a ring. Faults during a rest are not in it. */
  private final long[] times = new long[FAULTS];

  /** The slot for the next fault. */
  private int next;

  private boolean full;
  private long lengthNanos;
  private volatile long endNanos;
  private volatile boolean resting;

  /** Whether the part rests, without looking at the time. One volatile read. */
  boolean isResting() {
    return resting;
  }

  /** Adds a fault. Returns for how many seconds the part begins to rest now, or 0. */
  synchronized long addFault(long nowNanos) {
    if (resting) {
      // A call that began before the rest may still fail.
      return 0;
    }
    times[next] = nowNanos;
    next = (next + 1) % FAULTS;
    full |= next == 0;
    // In a full ring, the slot that is written next has the oldest time.
    if (!full || nowNanos - times[next] >= WINDOW_NANOS) {
      return 0;
    }
    boolean quiet = lengthNanos == 0 || nowNanos - endNanos >= LONGEST_NANOS;
    lengthNanos = quiet ? FIRST_NANOS : Math.min(2 * lengthNanos, LONGEST_NANOS);
    endNanos = nowNanos + lengthNanos;
    next = 0;
    full = false;
    resting = true;
    return TimeUnit.NANOSECONDS.toSeconds(lengthNanos);
  }

  /** Ends the rest if its time is over. Returns how many seconds it was if it ends now, or 0. */
  long end(long nowNanos) {
    // Without the lock: all threads ask, for up to an hour.
    return nowNanos - endNanos < 0 ? 0 : endIfResting(nowNanos);
  }

  private synchronized long endIfResting(long nowNanos) {
    if (!resting || nowNanos - endNanos < 0) {
      return 0;
    }
    resting = false;
    return TimeUnit.NANOSECONDS.toSeconds(lengthNanos);
  }
}
