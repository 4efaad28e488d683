package ai.holysheep.agent.exchange;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Carries the attempt that the current thread is making to the client's inner classes. A blocking
 * client writes the request's body on the thread that makes the attempt, several classes below the
 * method where the adapter started it.
 */
public final class CurrentExchange {
  private static final ThreadLocal<CurrentExchange> CURRENT = new ThreadLocal<>();

  /**
   * How many threads have entered. While it is 0, {@link #get} does not touch the thread-local: to
   * read it would give every thread a map.
   */
  private static final AtomicInteger ENTERED = new AtomicInteger();

  private final @Nullable CurrentExchange outer;
  private @Nullable Exchange exchange;

  /** Whether {@link #leave} was called, even if it could not restore the outer attempt. */
  private boolean left;

  private CurrentExchange(@Nullable Exchange exchange, @Nullable CurrentExchange outer) {
    this.exchange = exchange;
    this.outer = outer;
  }

  /**
   * Makes this the thread's attempt until {@link #leave}; {@code null} hides an outer attempt. If
   * it throws, the thread's attempt has not changed.
   */
  public static CurrentExchange enter(@Nullable Exchange exchange) {
    CurrentExchange current = new CurrentExchange(exchange, current());
    ENTERED.incrementAndGet();
    try {
      CURRENT.set(current);
    } catch (Throwable e) {
      // The thread's map may have grown without memory, after it took the attempt.
      current.leave();
      throw e;
    }
    return current;
  }

  /** Restores the outer attempt, on the thread that entered. Only the first call has an effect. */
  public void leave() {
    if (left) {
      return;
    }
    // First, and without a call: there may be no stack for more.
    left = true;
    try {
      if (outer == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(outer);
      }
    } finally {
      ENTERED.decrementAndGet();
    }
  }

  /** The attempt that was entered, or the last one that replaced it. */
  public @Nullable Exchange exchange() {
    return exchange;
  }

  /** The client makes another attempt before it leaves: for example after a challenge. */
  public static void replace(Exchange next) {
    CurrentExchange current = current();
    if (current != null) {
      current.exchange = next;
    }
  }

  /** The current thread's attempt, which may have ended; {@code null} if it makes none. */
  public static @Nullable Exchange get() {
    CurrentExchange current = ENTERED.get() == 0 ? null : current();
    return current == null ? null : current.exchange;
  }

  private static @Nullable CurrentExchange current() {
    CurrentExchange current = CURRENT.get();
    while (current != null && current.left) {
      current = current.outer;
    }
    return current;
  }
}
