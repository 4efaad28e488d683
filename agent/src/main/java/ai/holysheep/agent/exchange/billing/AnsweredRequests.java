package ai.holysheep.agent.exchange.billing;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which requests have been answered within the last hour. It holds up to 8,192 of them, in 128 KB;
 * the one that was answered the longest time ago, among those of its bucket, makes room for a new
 * one. The memory is that of this JVM. Thread-safe; its lock is held for less than a microsecond.
 */
public final class AnsweredRequests {
  /** Those of the JVM that this agent watches. */
  public static final AnsweredRequests OF_THIS_JVM = new AnsweredRequests();

  private static final long HOUR_NANOS = TimeUnit.HOURS.toNanos(1);
  private static final int WAYS = 16;
  private static final int BUCKETS = 512;
  private static final int HEXADECIMAL = 16;

  /**
   * Made with the first fingerprint: most services have none. Each bucket begins with the request
   * that was answered last. 0 is a free place.
   */
  private long @Nullable [] keys;

  /** By {@link System#nanoTime}, which no change of the clock affects. */
  private long @Nullable [] nanos;

  /** Package-private for tests. */
  AnsweredRequests() {}

  /**
   * Remembers that a request has been answered. Returns whether it had been within the hour before.
   *
   * @param fingerprint 64 bits in hexadecimal digits
   * @param answerNanos by {@link System#nanoTime}
   * @throws NumberFormatException if the fingerprint is not hexadecimal
   */
  public boolean isRepeated(String fingerprint, long answerNanos) {
    long hash = Long.parseUnsignedLong(fingerprint, HEXADECIMAL);
    return put(hash == 0 ? 1 : hash, answerNanos);
  }

  private synchronized boolean put(long key, long answerNanos) {
    long[] knownKeys = keys == null ? new long[BUCKETS * WAYS] : keys;
    long[] knownNanos = nanos == null ? new long[BUCKETS * WAYS] : nanos;
    keys = knownKeys;
    nanos = knownNanos;
    int first = (int) (key & BUCKETS - 1) * WAYS;
    int last = first;
    while (last < first + WAYS - 1 && knownKeys[last] != key) {
      last++;
    }
    boolean repeated = knownKeys[last] == key && answerNanos - knownNanos[last] <= HOUR_NANOS;
    System.arraycopy(knownKeys, first, knownKeys, first + 1, last - first);
    System.arraycopy(knownNanos, first, knownNanos, first + 1, last - first);
    knownKeys[first] = key;
    knownNanos[first] = answerNanos;
    return repeated;
  }
}
