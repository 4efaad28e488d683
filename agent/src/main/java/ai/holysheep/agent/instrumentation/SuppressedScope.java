package ai.holysheep.agent.instrumentation;

import ai.holysheep.agent.exchange.CurrentExchange;
import org.jspecify.annotations.Nullable;

/**
 * An unwatched call that the application makes within a watched attempt, on the same thread: an
 * interceptor fetches a token, a request's body is read from a store, TLS asks a resolver. What
 * happens within the scope does not belong to the attempt.
 */
public final class SuppressedScope {
  private final CurrentExchange none = CurrentExchange.enter(null);

  private SuppressedScope() {}

  /** {@code null} if the thread makes no attempt. */
  public static @Nullable SuppressedScope open() {
    return CurrentExchange.get() == null ? null : new SuppressedScope();
  }

  /** Has to be called once, on the same thread, at every exit. */
  public void close() {
    none.leave();
  }
}
