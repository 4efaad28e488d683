package ai.holysheep.agent.instrumentation;

import ai.holysheep.agent.exchange.CurrentExchange;
import org.jspecify.annotations.Nullable;

/**
 * Hides the thread's attempt while the application makes an unwatched call within it. For example
 * an interceptor fetches an access token, the request's body comes from a remote store, or TLS
 * queries a resolver. The bytes of such a call do not belong to the attempt.
 */
public final class SuppressedScope implements Abandonable {
  private final CurrentExchange hidden = CurrentExchange.enter(null);

  private SuppressedScope() {}

  /** Returns {@code null} if the thread makes no attempt. */
  public static @Nullable SuppressedScope open() {
    return CurrentExchange.get() == null ? null : new SuppressedScope();
  }

  /** Must be called on the same thread at every exit. Only the first call has an effect. */
  public void close() {
    hidden.leave();
  }

  @Override
  public void abandon(Throwable fault) {
    close();
  }
}
