package ai.holysheep.agent.adapter.urlconnection;

import ai.holysheep.agent.exchange.CurrentExchange;
import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.instrumentation.EntryHandler;
import org.jspecify.annotations.Nullable;

/** {@code sun.net.www.http.HttpClient.parseHTTP} sends the request and waits for the response. */
public final class ParseResponseHandler extends EntryHandler<Object, Object> {
  @Override
  protected void onEntry(Object client, @Nullable Object headers) {
    Exchange exchange = CurrentExchange.get();
    if (exchange != null) {
      exchange.requestStart();
    }
  }
}
