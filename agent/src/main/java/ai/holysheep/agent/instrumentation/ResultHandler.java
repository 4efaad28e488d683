package ai.holysheep.agent.instrumentation;

import org.jspecify.annotations.Nullable;

/**
 * Advice for what a method returns.
 *
 * @param <R> the result's type
 */
@SuppressWarnings("unchecked") // The verifier has checked what the woven method passes.
public abstract class ResultHandler<R> extends AdviceHandler {
  /** Returns what the method must return. Not called for {@code null}. */
  protected abstract R onReturn(R returned);

  @Override
  public final @Nullable Object exit(
      @Nullable Object state, @Nullable Object returned, @Nullable Throwable thrown) {
    return returned == null ? null : onReturn((R) returned);
  }
}
