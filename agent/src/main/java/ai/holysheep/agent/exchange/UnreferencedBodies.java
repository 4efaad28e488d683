package ai.holysheep.agent.exchange;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * Bodies that are neither read to their end nor closed give no signal; when the application has
 * lost one, or leaves an error's unread for a second, its attempt is over.
 */
public final class UnreferencedBodies {
  private static final ReferenceQueue<Object> QUEUE = new ReferenceQueue<>();
  private static final Set<Watch> WATCHED = ConcurrentHashMap.newKeySet();

  private static final long UNREAD_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LOOK_MILLIS = 100;
  private static final Queue<Unread> UNREAD = new ConcurrentLinkedQueue<>();

  private UnreferencedBodies() {}

  static void watch(Object reader, Exchange exchange) {
    Watch watch = new Watch(reader, exchange);
    WATCHED.add(watch);
    exchange.watch(watch);
  }

  /** Unless somebody ends the attempt within a second, it has ended now. */
  static void endSoon(Exchange exchange) {
    UNREAD.add(new Unread(exchange, System.nanoTime()));
    // Wakes the agent's thread.
    new PhantomReference<Object>(UNREAD, QUEUE).enqueue();
  }

  /** Waits for an attempt to be over that gave no signal, and ends it. Ends all that are due. */
  public static void endNext() throws InterruptedException {
    Reference<?> gone = UNREAD.isEmpty() ? QUEUE.remove() : QUEUE.remove(LOOK_MILLIS);
    if (gone instanceof Watch) {
      ((Watch) gone).forget();
      ((Watch) gone).exchange.released();
    }
    endUnread(System.nanoTime() - UNREAD_NANOS);
  }

  /** Ends those that wait for their second to pass: the JVM ends. Any thread may do so. */
  public static void endUnread() {
    endUnread(System.nanoTime());
  }

  private static void endUnread(long untilNanos) {
    for (Unread first = UNREAD.peek();
        first != null && first.sinceNanos - untilNanos <= 0;
        first = UNREAD.peek()) {
      if (UNREAD.remove(first)) {
        first.exchange.unread(first.sinceNanos);
      }
    }
  }

  private static final class Unread {
    final Exchange exchange;
    final long sinceNanos;

    Unread(Exchange exchange, long sinceNanos) {
      this.exchange = exchange;
      this.sinceNanos = sinceNanos;
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
