package ai.holysheep.agent.adapter.apache4;

import ai.holysheep.agent.exchange.CurrentExchange;
import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.ExchangesByObject;
import ai.holysheep.agent.instrumentation.EntryHandler;
import org.jspecify.annotations.Nullable;

/**
 * The client shuts a connection down: a request was aborted or released. It also does so while it
 * makes an attempt that fails. That attempt's own end knows why it failed.
 */
public final class ShutdownHandler extends EntryHandler<Object, Object> {
  @Override
  protected void onEntry(Object connection, @Nullable Object unused) {
    Exchange exchange = ExchangesByObject.get(connection);
    if (exchange != null && exchange != CurrentExchange.get()) {
      close(connection, exchange);
    }
  }

  private static void close(Object connection, Exchange exchange) {
    try {
      ExchangesByObject.remove(connection);
      exchange.responseBodyClosed();
    } catch (Throwable e) {
      exchange.abandon(e);
    }
  }
}
