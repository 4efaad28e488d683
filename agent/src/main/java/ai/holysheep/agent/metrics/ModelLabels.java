package ai.holysheep.agent.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps the label {@code model} to a bounded number of values: names come from callers and could be
 * anything.
 */
final class ModelLabels {
  private static final String OTHER = "other";

  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private final AtomicInteger free;

  ModelLabels(int max) {
    free = new AtomicInteger(max);
  }

  String of(String model) {
    if (known.contains(model)) {
      return model;
    }
    if (free.get() <= 0 || free.getAndDecrement() <= 0) {
      return OTHER;
    }
    if (!known.add(model)) {
      free.incrementAndGet();
    }
    return model;
  }
}
