package ai.holysheep.agent.metrics;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * How often each of any number of names has come lately, never less than the truth. It keeps no
 * name: a name counts in two cells, which it shares with others, and the smaller count is its own.
 * After each {@link #WINDOW} names all counts are halved (TinyLFU). Any thread may add, without a
 * lock; it allocates nothing.
 */
final class NameFrequencies {
  static final int WINDOW = 4096;

  private static final int ROW = 1024;

  private final AtomicIntegerArray cells = new AtomicIntegerArray(2 * ROW);
  private final AtomicInteger added = new AtomicInteger();

  /** Counts the name once more, and returns how often it has come. */
  int add(String name) {
    int hash = name.hashCode() * 0x9E3779B9;
    int first = cells.incrementAndGet(hash >>> 22);
    int second = cells.incrementAndGet(ROW + (hash >>> 12 & ROW - 1));
    if (added.incrementAndGet() == WINDOW) {
      halve();
    }
    return Math.min(first, second);
  }

  private void halve() {
    for (int i = 0; i < cells.length(); i++) {
      int count = cells.get(i);
      // If another thread counts meanwhile, this cell is halved the next time.
      cells.compareAndSet(i, count, count / 2);
    }
    added.set(0);
  }
}
