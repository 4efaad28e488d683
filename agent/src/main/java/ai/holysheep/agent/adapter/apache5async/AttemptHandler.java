package ai.holysheep.agent.adapter.apache5async;

import ai.holysheep.agent.adapter.apache5.Apache5Messages;
import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.Exchanges;
import ai.holysheep.agent.instrumentation.Abandonable;
import ai.holysheep.agent.instrumentation.AroundHandler;
import ai.holysheep.agent.instrumentation.ReplacedArguments;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.jspecify.annotations.Nullable;

/**
 * {@code AsyncProtocolExec.execute}: one attempt, below the client's own retries and redirects.
 * Producer and callback belong to the client here and call the application's.
 */
public final class AttemptHandler
    extends AroundHandler.OfThree<
        AsyncEntityProducer,
        AsyncExecChain.Scope,
        AsyncExecCallback,
        AttemptHandler.Executing,
        Object> {
  private final CancelProbe probe = new CancelProbe();

  @Override
  protected @Nullable Executing onEnter(
      @Nullable AsyncEntityProducer producer,
      AsyncExecChain.@Nullable Scope scope,
      @Nullable AsyncExecCallback callback) {
    if (scope == null || callback == null) {
      return null;
    }
    HttpHost host = scope.route.getTargetHost();
    if (!Apache5Messages.isWatched(host.getSchemeName(), host)) {
      return null;
    }
    // The client's threads make the retries.
    Exchanges.submitted(scope.execRuntime);
    Exchange exchange = Apache5AsyncMessages.start(scope.originalRequest, scope.execRuntime);
    if (exchange == null) {
      return null;
    }
    try {
      return executing(producer, scope, callback, exchange);
    } catch (Throwable e) {
      exchange.abandon(e);
      return null;
    }
  }

  private Executing executing(
      @Nullable AsyncEntityProducer producer,
      AsyncExecChain.Scope scope,
      AsyncExecCallback callback,
      Exchange exchange) {
    Object dependency = scope.cancellableDependency;
    if (dependency instanceof CancellableDependency) {
      exchange.classifyWith(probe, dependency);
    }
    if (producer == null) {
      // Without a body nothing shows later whether the request was sent, so a failure counts.
      exchange.requestStart();
    }
    TappedCallback tapped = new TappedCallback(callback, exchange, scope.clientContext);
    // The client may drop a cancelled exchange without a signal.
    exchange.endWhenCollected(tapped);
    return new Executing(
        producer == null
            ? null
            : new TappedProducer(
                producer,
                exchange,
                scope.clientContext,
                scope.originalRequest.containsHeader("Content-Type")),
        scope,
        tapped,
        exchange);
  }

  @Override
  protected @Nullable Object onExit(
      Executing executing, @Nullable Object returned, @Nullable Throwable thrown) {
    if (thrown != null) {
      executing.exchange.failed(thrown);
    }
    return returned;
  }

  /** Replaces the producer and the callback of the client's next step. */
  static final class Executing extends ReplacedArguments implements Abandonable {
    private final Exchange exchange;

    Executing(
        @Nullable AsyncEntityProducer producer,
        AsyncExecChain.Scope scope,
        AsyncExecCallback callback,
        Exchange exchange) {
      super(producer, scope, callback);
      this.exchange = exchange;
    }

    @Override
    public void abandon(Throwable fault) {
      exchange.abandon(fault);
    }
  }
}
