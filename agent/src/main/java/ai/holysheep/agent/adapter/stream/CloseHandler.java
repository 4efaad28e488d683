package ai.holysheep.agent.adapter.stream;

import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.ExchangesByObject;
import ai.holysheep.agent.instrumentation.EntryHandler;
import org.jspecify.annotations.Nullable;

/** The application closes a response. It may not have read the body. */
public class CloseHandler extends EntryHandler<Object, Object> {
  @Override
  protected void onEntry(Object response, @Nullable Object unused) {
    Exchange exchange = ExchangesByObject.remove(response);
    if (exchange != null) {
      close(exchange);
    }
  }

  /** Nobody else finds the attempt any more. */
  private static void close(Exchange exchange) {
    try {
      exchange.responseBodyClosed();
    } catch (Throwable e) {
      exchange.abandon(e);
    }
  }
}
