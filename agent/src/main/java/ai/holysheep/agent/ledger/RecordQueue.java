package ai.holysheep.agent.ledger;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue for many producers and one consumer, without locks or allocation. The algorithm
 * is Dmitry Vyukov's: each cell has a sequence number, which says whether the cell is free for the
 * producer of a position or filled for the consumer. A producer never waits, even if the queue is
 * full.
 */
final class RecordQueue<T> {
  private final int capacity;
  private final AtomicReferenceArray<@Nullable T> cells;
  private final AtomicLongArray sequences;
  private final AtomicLong tail = new AtomicLong();

  /** Only the consumer uses it. */
  private long head;

  /** Has at least two cells: with one, "filled" and "free again" would be the same number. */
  RecordQueue(int capacity) {
    this.capacity = Math.max(2, capacity);
    cells = new AtomicReferenceArray<>(this.capacity);
    sequences = new AtomicLongArray(this.capacity);
    for (int i = 0; i < this.capacity; i++) {
      sequences.lazySet(i, i);
    }
  }

  /** Returns the value's position, counted from 0; -1 if the queue is full. Any thread. */
  long offer(T value) {
    long position = tail.get();
    while (true) {
      int cell = (int) (position % capacity);
      long sequence = sequences.get(cell);
      if (sequence == position && tail.compareAndSet(position, position + 1)) {
        // If one of these threw, the consumer would wait at this cell for ever. They allocate
        // nothing, and a full stack has failed already at the calls above, which are about as deep.
        // Thread.stop, which JDK 8 to 19 have, remains.
        cells.lazySet(cell, value);
        sequences.set(cell, position + 1);
        return position;
      }
      if (sequence < position) {
        return -1;
      }
      position = tail.get();
    }
  }

  /** Removes the oldest value; returns null if there is none. Only the consumer's thread. */
  @Nullable T poll() {
    int cell = (int) (head % capacity);
    if (sequences.get(cell) != head + 1) {
      return null;
    }
    T value = cells.get(cell);
    cells.lazySet(cell, null);
    sequences.set(cell, head + capacity);
    head++;
    return value;
  }
}
