package ai.holysheep.agent.exchange;

/** When a stream's bytes arrived, as the application read them. Guarded by the attempt's lock. */
final class StreamTimes {
  private boolean begun;
  private long lastNanos;
  private long longestGapNanos = -1;

  /**
   * Bytes have arrived.
   *
   * @param nanos now, by {@link System#nanoTime}
   */
  void bytes(long nanos) {
    if (begun) {
      longestGapNanos = Math.max(longestGapNanos, nanos - lastNanos);
    }
    begun = true;
    lastNanos = nanos;
  }

  void reset() {
    begun = false;
    longestGapNanos = -1;
  }

  /** When the last bytes arrived, by {@link System#nanoTime}; of no meaning before the first. */
  long lastNanos() {
    return lastNanos;
  }

  /** The longest time between two reads that brought bytes; -1 if there was only one. */
  long longestGapNanos() {
    return longestGapNanos;
  }
}
