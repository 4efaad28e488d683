package ai.holysheep.agent.exchange;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The watched attempt that the current thread is making. Blocking clients write a request's body on
 * the thread that runs the attempt, several classes further down: this carries the attempt there.
 */
public final class CurrentExchange {
  private static final ThreadLocal<CurrentExchange> ATTEMPT = new ThreadLocal<>();

  /** On all threads. Where it is 0 no thread is asked, and gets no map for it. */
  private static final AtomicInteger ENTERED = new AtomicInteger();

  private final @Nullable CurrentExchange outer;
  private @Nullable Exchange exchange;

  private CurrentExchange(@Nullable Exchange exchange, @Nullable CurrentExchange outer) {
    this.exchange = exchange;
    this.outer = outer;
  }

  /** Makes this the thread's attempt, or none, until {@link #leave}. */
  public static CurrentExchange enter(@Nullable Exchange exchange) {
    CurrentExchange current = new CurrentExchange(exchange, ATTEMPT.get());
    ATTEMPT.set(current);
    ENTERED.incrementAndGet();
    return current;
  }

  /** To be called once, on the thread that entered. */
  public void leave() {
    ENTERED.decrementAndGet();
    if (outer == null) {
      ATTEMPT.remove();
    } else {
      ATTEMPT.set(outer);
    }
  }

  /** The last attempt since it was entered. */
  public @Nullable Exchange exchange() {
    return exchange;
  }

  /** The client makes another attempt, within what was entered with the one before. */
  public static void replace(Exchange next) {
    CurrentExchange current = ATTEMPT.get();
    if (current != null) {
      current.exchange = next;
    }
  }

  /** The thread's attempt, which may have ended. */
  public static @Nullable Exchange get() {
    CurrentExchange current = ENTERED.get() == 0 ? null : ATTEMPT.get();
    return current == null ? null : current.exchange;
  }
}
