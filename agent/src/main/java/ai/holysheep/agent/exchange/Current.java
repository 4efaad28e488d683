package ai.holysheep.agent.exchange;

import org.jspecify.annotations.Nullable;

/**
 * The watched attempt that the current thread is making. Blocking clients write a request's body on
 * the thread that runs the attempt, several classes further down: this carries the attempt there.
 */
public final class Current {
  private static final ThreadLocal<Exchange> ATTEMPT = new ThreadLocal<>();

  private Current() {}

  /** Makes this the thread's attempt and returns the one before, for {@link #restore}. */
  public static @Nullable Exchange set(Exchange exchange) {
    Exchange before = ATTEMPT.get();
    ATTEMPT.set(exchange);
    return before;
  }

  public static void restore(@Nullable Exchange before) {
    if (before == null) {
      ATTEMPT.remove();
    } else {
      ATTEMPT.set(before);
    }
  }

  /**
   * The thread's attempt. Where none is in flight anywhere, the thread is not even asked, and gets
   * no map for it.
   */
  public static @Nullable Exchange get() {
    return Exchanges.anyActive() ? ATTEMPT.get() : null;
  }
}
