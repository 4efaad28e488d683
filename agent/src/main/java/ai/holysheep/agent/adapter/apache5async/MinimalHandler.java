package ai.holysheep.agent.adapter.apache5async;

import ai.holysheep.agent.instrumentation.HookHandler;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.jspecify.annotations.Nullable;

/** {@code execute(exchangeHandler, …)} of the minimal clients, where all else ends. */
public final class MinimalHandler extends HookHandler {
  private final CancelJudge judge = new CancelJudge();

  @Override
  public @Nullable Object before(
      Object self, @Nullable Object handler, @Nullable Object b, @Nullable Object c) {
    return handler instanceof AsyncClientExchangeHandler
        ? new Object[] {new TappedHandler((AsyncClientExchangeHandler) handler, judge), b, c}
        : null;
  }

  /** What the application cancels its call by is only there once the call is on its way. */
  @Override
  public @Nullable Object after(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token instanceof Object[] && returned instanceof CancellableDependency) {
      ((TappedHandler) ((Object[]) token)[0]).cancelledBy((CancellableDependency) returned);
    }
    return returned;
  }
}
