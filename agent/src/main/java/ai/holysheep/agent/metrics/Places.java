package ai.holysheep.agent.metrics;

import java.util.concurrent.atomic.AtomicInteger;

/** A limited number of places. Any thread may take one, without a lock. */
final class Places {
  private final AtomicInteger free;

  Places(int max) {
    free = new AtomicInteger(max);
  }

  /** Returns false, and changes nothing, if no place is free. */
  boolean take() {
    int seen = free.get();
    while (seen > 0) {
      if (free.compareAndSet(seen, seen - 1)) {
        return true;
      }
      seen = free.get();
    }
    return false;
  }

  /** Called at most once for each {@link #take} that returned true. */
  void giveBack() {
    free.incrementAndGet();
  }
}
