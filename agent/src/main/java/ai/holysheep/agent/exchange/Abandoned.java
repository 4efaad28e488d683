package ai.holysheep.agent.exchange;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bodies that are neither read to their end nor closed give no signal; when the application has
 * lost one, its attempt is over.
 */
public final class Abandoned {
  private static final ReferenceQueue<Object> QUEUE = new ReferenceQueue<>();
  private static final Set<Watch> WATCHED = ConcurrentHashMap.newKeySet();

  private Abandoned() {}

  static void watch(Object reader, Exchange exchange) {
    Watch watch = new Watch(reader, exchange);
    WATCHED.add(watch);
    exchange.watch(watch);
  }

  /** Ends abandoned attempts for ever; the agent's own thread does that. */
  public static void endForEver() throws InterruptedException {
    while (true) {
      Reference<?> gone = QUEUE.remove();
      if (gone instanceof Watch) {
        ((Watch) gone).forget();
        ((Watch) gone).exchange.released();
      }
    }
  }

  /** Holds the attempt, which must not hold the reader. */
  static final class Watch extends PhantomReference<Object> {
    private final Exchange exchange;

    private Watch(Object reader, Exchange exchange) {
      super(reader, QUEUE);
      this.exchange = exchange;
    }

    void forget() {
      WATCHED.remove(this);
      clear();
    }
  }
}
