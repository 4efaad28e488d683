package ai.holysheep.agent.exchange.tracking;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A map from objects, by their identity, that does not keep its keys alive. Thread-safe. */
public final class WeakMap<V> {
  /** After a collection of a million keys, one call of the application must not remove them all. */
  private static final int REMOVED_AT_ONCE = 64;

  private final ConcurrentHashMap<Object, V> values = new ConcurrentHashMap<>();
  private final ReferenceQueue<Object> collected = new ReferenceQueue<>();

  /** Removes some collected keys as well: more than one, so that the map shrinks again. */
  public void put(Object key, V value) {
    for (int i = 0; i < REMOVED_AT_ONCE; i++) {
      Object dead = collected.poll();
      if (dead == null) {
        break;
      }
      values.remove(dead);
    }
    values.put(new WeakKey(key, collected), value);
  }

  public @Nullable V get(Object key) {
    return values.isEmpty() ? null : values.get(new LookupKey(key));
  }

  public @Nullable V remove(Object key) {
    return values.isEmpty() ? null : values.remove(new LookupKey(key));
  }

  private static final class WeakKey extends WeakReference<Object> {
    private final int hash;

    WeakKey(Object object, ReferenceQueue<Object> collected) {
      super(object, collected);
      hash = System.identityHashCode(object);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (this == other) {
        return true;
      }
      Object mine = get();
      return mine != null && other instanceof WeakKey && ((WeakKey) other).get() == mine;
    }
  }

  /** A key for one lookup. It is no reference, which the collector would have to process. */
  private static final class LookupKey {
    private final Object object;

    LookupKey(Object object) {
      this.object = object;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(object);
    }

    // ConcurrentHashMap calls equals on the key it is given, not on the key it holds.
    @Override
    public boolean equals(@Nullable Object key) {
      return key instanceof WeakKey && ((WeakKey) key).get() == object;
    }
  }
}
