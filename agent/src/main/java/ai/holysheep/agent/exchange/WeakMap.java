package ai.holysheep.agent.exchange;

import java.lang.ref.ReferenceQueue;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Values by the identity of objects that it does not keep alive. Thread-safe. */
public final class WeakMap<V> {
  private final ConcurrentHashMap<Object, V> values = new ConcurrentHashMap<>();
  private final ReferenceQueue<Object> gone = new ReferenceQueue<>();

  public void put(Object key, V value) {
    for (Object dead = gone.poll(); dead != null; dead = gone.poll()) {
      values.remove(dead);
    }
    values.put(new WeakKey(key, gone), value);
  }

  public @Nullable V get(Object key) {
    return values.isEmpty() ? null : values.get(new Probe(key));
  }

  public @Nullable V remove(Object key) {
    return values.isEmpty() ? null : values.remove(new Probe(key));
  }

  /** What a key is looked up by: no reference for the collector to look after. */
  private static final class Probe {
    private final Object object;

    Probe(Object object) {
      this.object = object;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(object);
    }

    // The map asks the key that it is given, not the one that it has.
    @Override
    public boolean equals(@Nullable Object key) {
      return key instanceof WeakKey && ((WeakKey) key).get() == object;
    }
  }
}
