package ai.holysheep.agent.adapter.urlconnection;

import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.ExchangesByObject;
import ai.holysheep.agent.instrumentation.EntryHandler;
import java.net.HttpURLConnection;
import org.jspecify.annotations.Nullable;

/** {@code HttpURLConnection.disconnect}. */
public final class DisconnectHandler extends EntryHandler<HttpURLConnection, Object> {
  @Override
  protected void onEntry(HttpURLConnection connection, @Nullable Object unused) {
    Exchange exchange =
        ConnectionScope.isWatched(connection.getURL()) ? ExchangesByObject.get(connection) : null;
    if (exchange != null) {
      exchange.released();
    }
  }
}
