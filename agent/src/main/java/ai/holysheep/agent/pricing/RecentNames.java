package ai.holysheep.agent.pricing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the names that were in use lately. It has a limit, because names come from
 * callers and can be anything. Names that are in use stay: when the young generation is full, it
 * becomes the old one, and a name of the old one that is asked for is young again. Thread-safe.
 */
final class RecentNames<V> {
  /** Of each of the two generations. */
  static final int MAX_NAMES = 1024;

  private volatile Generations<V> generations = new Generations<>(new ConcurrentHashMap<>());

  @Nullable V get(String name) {
    Generations<V> now = generations;
    V young = now.young.get(name);
    if (young != null) {
      return young;
    }
    V old = now.old.get(name);
    if (old != null) {
      put(name, old);
    }
    return old;
  }

  void put(String name, V value) {
    Generations<V> now = generations;
    if (now.young.size() >= MAX_NAMES) {
      // Two threads may do this at once. Then a few names are lost, and resolved again.
      now = new Generations<>(now.young);
      generations = now;
    }
    now.young.put(name, value);
  }

  int size() {
    Generations<V> now = generations;
    return now.young.size() + now.old.size();
  }

  private static final class Generations<V> {
    final Map<String, V> young = new ConcurrentHashMap<>();
    final Map<String, V> old;

    Generations(Map<String, V> old) {
      this.old = old;
    }
  }
}
