package ai.holysheep.agent.instrumentation;

import ai.holysheep.agent.exchange.CurrentExchange;
import org.jspecify.annotations.Nullable;

/**
 * An unwatched call that the application makes from within a watched attempt, on its thread: from
 * an interceptor, a request's body, a resolver. What happens below it is none of that attempt's.
 */
public final class SuppressedScope {
  private final CurrentExchange none = CurrentExchange.enter(null);

  private SuppressedScope() {}

  /** A token for {@link #lower}; {@code null} if the thread makes no attempt. */
  public static @Nullable Object raise() {
    return CurrentExchange.get() == null ? null : new SuppressedScope();
  }

  /** To be called on every exit, with whatever token there is. */
  public static void lower(@Nullable Object token) {
    if (token instanceof SuppressedScope) {
      ((SuppressedScope) token).none.leave();
    }
  }
}
