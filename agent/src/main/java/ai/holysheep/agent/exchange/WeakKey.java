package ai.holysheep.agent.exchange;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** An object by its identity, which it does not keep alive. */
final class WeakKey extends WeakReference<Object> {
  private final int hash;

  WeakKey(Object object, ReferenceQueue<Object> queue) {
    super(object, queue);
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
