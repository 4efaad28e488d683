package ai.holysheep.agent.adapter.apache4;

import ai.holysheep.agent.adapter.stream.CloseHandler;
import ai.holysheep.agent.exchange.CurrentExchange;
import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.ExchangesByObject;
import org.jspecify.annotations.Nullable;

/**
 * The client shuts a connection down: a request was aborted or released. It also does so while it
 * makes an attempt that fails. That attempt's own end knows why it failed. A subclass, since its
 * superclass is loaded with it: see {@link UseHandler}.
 */
public final class ShutdownHandler extends CloseHandler {
  @Override
  protected void onEntry(Object connection, @Nullable Object unused) {
    Exchange exchange = ExchangesByObject.get(connection);
    if (exchange != null && exchange != CurrentExchange.get()) {
      super.onEntry(connection, unused);
    }
  }
}
