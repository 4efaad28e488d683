package ai.holysheep.agent.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps a label to a bounded number of values: models, say, are named by callers, by anything. */
final class BoundedValues {
  private static final String OTHER = "other";

  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private final AtomicInteger free;

  BoundedValues(int max) {
    free = new AtomicInteger(max);
  }

  String of(String value) {
    if (known.contains(value)) {
      return value;
    }
    if (free.get() <= 0 || free.getAndDecrement() <= 0) {
      return OTHER;
    }
    if (!known.add(value)) {
      free.incrementAndGet();
    }
    return value;
  }
}
