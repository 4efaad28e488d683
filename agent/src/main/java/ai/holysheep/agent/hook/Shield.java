package ai.holysheep.agent.hook;

import ai.holysheep.agent.exchange.Current;
import org.jspecify.annotations.Nullable;

/**
 * An unwatched call that the application makes from within a watched attempt, on its thread: from
 * an interceptor, a request's body, a resolver. What happens below it is none of that attempt's.
 */
public final class Shield {
  private final Current none = Current.enter(null);

  private Shield() {}

  /** A token for {@link #lower}; {@code null} if the thread makes no attempt. */
  public static @Nullable Object raise() {
    return Current.get() == null ? null : new Shield();
  }

  /** To be called on every exit, with whatever token there is. */
  public static void lower(@Nullable Object token) {
    if (token instanceof Shield) {
      ((Shield) token).none.leave();
    }
  }
}
