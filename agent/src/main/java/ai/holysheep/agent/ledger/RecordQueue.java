package ai.holysheep.agent.ledger;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue that many threads fill and one empties, without locks or allocation: Dmitry
 * Vyukov's, in which each cell's sequence number tells whose turn it is. A producer that finds it
 * full is told so, and never waits.
 */
final class RecordQueue<T> {
  private final int capacity;
  private final AtomicReferenceArray<@Nullable T> cells;
  private final AtomicLongArray turns;
  private final AtomicLong tail = new AtomicLong();

  /** Of the one thread that empties it. */
  private long head;

  /** At least two cells: with one, "filled" and "free again" would be the same number. */
  RecordQueue(int capacity) {
    this.capacity = Math.max(2, capacity);
    cells = new AtomicReferenceArray<>(this.capacity);
    turns = new AtomicLongArray(this.capacity);
    for (int i = 0; i < this.capacity; i++) {
      turns.lazySet(i, i);
    }
  }

  /** The value's number, counted from 0; -1 where there is no room. */
  long offer(T value) {
    long position = tail.get();
    while (true) {
      int cell = (int) (position % capacity);
      long turn = turns.get(cell);
      if (turn == position && tail.compareAndSet(position, position + 1)) {
        cells.lazySet(cell, value);
        turns.set(cell, position + 1);
        return position;
      }
      if (turn < position) {
        return -1;
      }
      position = tail.get();
    }
  }

  /** The oldest value, or {@code null} where none is there yet. */
  @Nullable T poll() {
    int cell = (int) (head % capacity);
    if (turns.get(cell) != head + 1) {
      return null;
    }
    T value = cells.get(cell);
    cells.lazySet(cell, null);
    turns.set(cell, head + capacity);
    head++;
    return value;
  }
}
