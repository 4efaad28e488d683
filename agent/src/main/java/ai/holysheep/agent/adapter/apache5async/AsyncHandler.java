package ai.holysheep.agent.adapter.apache5async;

import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.Exchanges;
import ai.holysheep.agent.instrumentation.HookHandler;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.jspecify.annotations.Nullable;

/**
 * {@code AsyncProtocolExec.execute}: one attempt, below the client's own retries and redirects.
 * Producer and callback are the client's own from here on, the application's consumer is behind
 * them.
 */
public final class AsyncHandler extends HookHandler {
  private static final int EXCHANGE = 3;

  private final CancelJudge judge = new CancelJudge();

  @Override
  public @Nullable Object before(
      Object self, @Nullable Object producer, @Nullable Object scope, @Nullable Object callback) {
    if (!(scope instanceof AsyncExecChain.Scope) || !(callback instanceof AsyncExecCallback)) {
      return null;
    }
    AsyncExecChain.Scope call = (AsyncExecChain.Scope) scope;
    HttpHost host = call.route.getTargetHost();
    if (!Messages.watched(host, host.getSchemeName())) {
      return null;
    }
    // Retries are made on the client's threads.
    Exchanges.submitted(call.execRuntime);
    Exchange exchange = Messages.start(call.originalRequest, call.execRuntime);
    if (exchange == null) {
      return null;
    }
    Object dependency = call.cancellableDependency;
    if (dependency instanceof CancellableDependency) {
      exchange.classifyWith(judge, dependency);
    }
    TappedCallback tapped = new TappedCallback((AsyncExecCallback) callback, exchange);
    // A cancelled exchange may be forgotten by the client, and end without a word.
    exchange.endWhenCollected(tapped);
    return new Object[] {
      producer == null ? null : new TappedProducer((AsyncEntityProducer) producer, exchange),
      scope,
      tapped,
      exchange
    };
  }

  @Override
  public @Nullable Object after(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token instanceof Object[] && thrown != null) {
      ((Exchange) ((Object[]) token)[EXCHANGE]).failed(thrown);
    }
    return returned;
  }
}
