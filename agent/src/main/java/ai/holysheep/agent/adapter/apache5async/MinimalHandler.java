package ai.holysheep.agent.adapter.apache5async;

import ai.holysheep.agent.hook.HookHandler;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.jspecify.annotations.Nullable;

/** {@code execute(exchangeHandler, …)} of the minimal clients, where all else ends. */
public final class MinimalHandler extends HookHandler {
  @Override
  public @Nullable Object before(
      Object self, @Nullable Object handler, @Nullable Object b, @Nullable Object c) {
    return handler instanceof AsyncClientExchangeHandler
        ? new Object[] {new TappedHandler((AsyncClientExchangeHandler) handler), b, c}
        : null;
  }
}
