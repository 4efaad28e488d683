package ai.holysheep.agent.exchange.tracking;

import ai.holysheep.agent.diagnostics.AgentErrors;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * Ends attempts whose response body the application neither reads to its end nor closes: when the
 * body's reader is garbage collected, or when an error's body stays unread for a second.
 */
public final class UnreferencedBodies {
  /** A field: with this class, the queue's is initialized before any call. */
  private static final ReferenceQueue<Object> QUEUE = Collected.QUEUE;

  /** A phantom reference is enqueued only while it is reachable itself. */
  private static final Set<TrackedReader> TRACKED = ConcurrentHashMap.newKeySet();

  private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long POLL_MILLIS = 100;

  /** How late the first unread body after a pause can be noticed. */
  private static final long IDLE_POLL_MILLIS = 500;

  private static final Queue<UnreadBody> UNREAD = new ConcurrentLinkedQueue<>();

  private UnreferencedBodies() {}

  /**
   * Calls back when the reader is garbage collected, unless it is forgotten before.
   *
   * @param whenCollected runs on the thread of {@link #endNext}; must not refer to the reader
   */
  public static TrackedReader track(Object reader, Runnable whenCollected) {
    TrackedReader tracked = new TrackedReader(reader, whenCollected);
    TRACKED.add(tracked);
    return tracked;
  }

  /**
   * Calls back after a second, or earlier if the JVM ends, with the present {@link
   * System#nanoTime}: an error's body that is still unread then has ended now.
   */
  public static void endAfterGrace(LongConsumer end) {
    UNREAD.add(new UnreadBody(end, System.nanoTime()));
  }

  /**
   * Waits a short time for the next attempt to end in one of these two ways, and ends all that are
   * due. Removes the collected keys of every {@link WeakMap} as well. One thread calls it.
   */
  public static void endNext() throws InterruptedException {
    long millis = UNREAD.isEmpty() ? IDLE_POLL_MILLIS : POLL_MILLIS;
    Reference<?> collected = QUEUE.remove(millis);
    if (collected instanceof Collected.Entry) {
      ((Collected.Entry) collected).onCollected();
    }
    endUnread(System.nanoTime() - GRACE_NANOS);
  }

  /** Ends the unread bodies without waiting for their second: the JVM ends. Any thread. */
  public static void endUnread() {
    endUnread(System.nanoTime());
  }

  private static void endUnread(long untilNanos) {
    for (UnreadBody first = UNREAD.peek();
        first != null && first.sinceNanos - untilNanos <= 0;
        first = UNREAD.peek()) {
      if (UNREAD.remove(first)) {
        end(first);
      }
    }
  }

  /** A fault in one body does not keep the others from their end. */
  private static void end(UnreadBody body) {
    try {
      body.end.accept(body.sinceNanos);
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.EXCHANGE, e);
    }
  }

  private static final class UnreadBody {
    final LongConsumer end;
    final long sinceNanos;

    UnreadBody(LongConsumer end, long sinceNanos) {
      this.end = end;
      this.sinceNanos = sinceNanos;
    }
  }

  /** A reader whose garbage collection ends its attempt. */
  public static final class TrackedReader extends PhantomReference<Object>
      implements Collected.Entry {
    private final Runnable whenCollected;

    private TrackedReader(Object reader, Runnable whenCollected) {
      super(reader, QUEUE);
      this.whenCollected = whenCollected;
    }

    @Override
    public void onCollected() {
      forget();
      whenCollected.run();
    }

    /** Does not call back any more. May be called more than once. */
    public void forget() {
      TRACKED.remove(this);
      clear();
    }
  }
}
