package ai.holysheep.agent.instrumentation;

import ai.holysheep.agent.exchange.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Advice around a method in which a blocking client makes an attempt on the calling thread.
 *
 * <ol>
 *   <li>Entry: if the host is not watched, hide an outer attempt until the method exits.
 *   <li>Entry: {@link #start} the attempt. It is the thread's current one until the method exits,
 *       so that advice further down finds it.
 *   <li>Exit: if the method throws, the attempt has failed. Otherwise, if {@link #isAttempt} is
 *       false, discard it. Otherwise {@link #respond} reports its response. If one of these throws,
 *       the attempt ends without a record.
 * </ol>
 *
 * @param <A> the first passed argument
 * @param <B> the second passed argument
 * @param <R> the response
 */
public abstract class BlockingAttemptHandler<A, B, R> extends AroundHandler.OfTwo<A, B, Object, R> {

  /** Whether the method has the arguments that {@link #isWatched} and {@link #start} need. */
  protected boolean isComplete(@Nullable A first, @Nullable B second) {
    return first != null && second != null;
  }

  protected abstract boolean isWatched(A first, B second);

  protected abstract @Nullable Exchange start(A first, B second);

  /** The attempt has started. Optional: for clients that know their cancelled calls. */
  protected void classify(Exchange exchange, A first, B second) {}

  /**
   * Whether the client has made an attempt. If not, the response came from a cache or from an
   * interceptor of the application, and the agent does not count it.
   */
  protected boolean isAttempt(Exchange exchange, @Nullable R response) {
    return exchange.hasReachedNetwork();
  }

  /** The method has returned this response; the attempt may know its head already. */
  protected abstract void respond(Exchange exchange, R response);

  @SuppressWarnings("NullAway") // isComplete decides which may be null.
  @Override
  protected final @Nullable Object onEnter(@Nullable A first, @Nullable B second) {
    if (!isComplete(first, second)) {
      return null;
    }
    if (!isWatched(first, second)) {
      return SuppressedScope.open();
    }
    Exchange exchange = start(first, second);
    return exchange == null ? null : open(exchange, first, second);
  }

  /** An attempt that no exit will end must not stay active. */
  private AttemptScope open(Exchange exchange, A first, B second) {
    try {
      classify(exchange, first, second);
      return AttemptScope.open(exchange);
    } catch (Throwable e) {
      exchange.discard();
      throw e;
    }
  }

  @Override
  protected final @Nullable R onExit(
      Object state, @Nullable R returned, @Nullable Throwable thrown) {
    if (state instanceof SuppressedScope) {
      ((SuppressedScope) state).close();
      return returned;
    }
    AttemptScope scope = (AttemptScope) state;
    scope.close();
    Exchange exchange = scope.exchange();
    if (thrown != null) {
      exchange.failed(thrown);
    } else if (!isAttempt(exchange, returned)) {
      exchange.discard();
    } else if (returned != null) {
      respond(exchange, returned);
    }
    return returned;
  }
}
