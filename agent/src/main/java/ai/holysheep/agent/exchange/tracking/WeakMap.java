package ai.holysheep.agent.exchange.tracking;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A map from objects, by their identity, that does not keep its keys alive. Thread-safe. The thread
 * of {@link UnreferencedBodies#endNext} removes the entries of collected keys.
 */
public final class WeakMap<V> {
  private final ConcurrentHashMap<Object, V> values = new ConcurrentHashMap<>();

  public void put(Object key, V value) {
    values.put(new WeakKey(key, values), value);
  }

  public @Nullable V get(Object key) {
    return values.isEmpty() ? null : values.get(new LookupKey(key));
  }

  public @Nullable V remove(Object key) {
    return values.isEmpty() ? null : values.remove(new LookupKey(key));
  }

  private static final class WeakKey extends WeakReference<Object> implements Collected.Entry {
    private final int hash;
    private final Map<Object, ?> owner;

    WeakKey(Object object, Map<Object, ?> owner) {
      super(object, Collected.QUEUE);
      hash = System.identityHashCode(object);
      this.owner = owner;
    }

    @Override
    public void onCollected() {
      owner.remove(this);
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
