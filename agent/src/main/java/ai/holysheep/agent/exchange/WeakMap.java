package ai.holysheep.agent.exchange;

import java.lang.ref.ReferenceQueue;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Values by the identity of objects that it does not keep alive. Thread-safe. */
final class WeakMap<V> {
  private final ConcurrentHashMap<WeakKey, V> values = new ConcurrentHashMap<>();
  private final ReferenceQueue<Object> gone = new ReferenceQueue<>();

  void put(Object key, V value) {
    for (Object dead = gone.poll(); dead != null; dead = gone.poll()) {
      values.remove(dead);
    }
    values.put(new WeakKey(key, gone), value);
  }

  @Nullable V get(Object key) {
    return values.isEmpty() ? null : values.get(new WeakKey(key, null));
  }

  @Nullable V remove(Object key) {
    return values.isEmpty() ? null : values.remove(new WeakKey(key, null));
  }
}
