package ai.holysheep.agent.adapter.apache5async;

import ai.holysheep.agent.instrumentation.AroundHandler;
import ai.holysheep.agent.instrumentation.ReplacedArguments;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.jspecify.annotations.Nullable;

/** {@code execute(exchangeHandler, …)} of the minimal clients, which every other one calls. */
public final class MinimalHandler
    extends AroundHandler.OfOne<AsyncClientExchangeHandler, MinimalHandler.Executing, Cancellable> {
  private final CancelProbe probe = new CancelProbe();

  @Override
  protected @Nullable Executing onEnter(@Nullable AsyncClientExchangeHandler handler) {
    return handler == null ? null : new Executing(new TappedHandler(handler, probe));
  }

  /** The object that cancels the call exists only after the call has started. */
  @Override
  protected @Nullable Cancellable onExit(
      Executing executing, @Nullable Cancellable returned, @Nullable Throwable thrown) {
    if (returned instanceof CancellableDependency) {
      executing.handler.setCancellable((CancellableDependency) returned);
    }
    return returned;
  }

  /** Replaces the application's handler. */
  static final class Executing extends ReplacedArguments {
    private final TappedHandler handler;

    Executing(TappedHandler handler) {
      super(handler);
      this.handler = handler;
    }
  }
}
