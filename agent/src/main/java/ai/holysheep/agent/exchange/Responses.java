package ai.holysheep.agent.exchange;

import java.lang.ref.ReferenceQueue;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which attempt a client's response object belongs to, while the application holds it. */
public final class Responses {
  private static final ConcurrentHashMap<WeakKey, Exchange> EXCHANGES = new ConcurrentHashMap<>();
  private static final ReferenceQueue<Object> GONE = new ReferenceQueue<>();

  private Responses() {}

  public static void put(Object response, Exchange exchange) {
    for (Object gone = GONE.poll(); gone != null; gone = GONE.poll()) {
      EXCHANGES.remove(gone);
    }
    EXCHANGES.put(new WeakKey(response, GONE), exchange);
  }

  public static @Nullable Exchange remove(Object response) {
    return EXCHANGES.isEmpty() ? null : EXCHANGES.remove(new WeakKey(response, null));
  }
}
