package ai.holysheep.agent.adapter.urlconnection;

import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.ExchangesByObject;
import ai.holysheep.agent.instrumentation.AroundHandler;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import org.jspecify.annotations.Nullable;

/** {@code connect} and {@code getOutputStream}: they start the call and read no response. */
public final class ConnectHandler
    extends AroundHandler.OfSelf<HttpURLConnection, ConnectionScope, Object> {
  @Override
  protected @Nullable ConnectionScope onEnter(HttpURLConnection connection) {
    return ConnectionScope.open(connection);
  }

  @Override
  protected @Nullable Object onExit(
      ConnectionScope scope, @Nullable Object stream, @Nullable Throwable thrown) {
    try {
      if (scope.exchange() != null) {
        connected(scope.exchange(), stream, thrown);
      }
    } finally {
      scope.close();
    }
    return stream;
  }

  private static void connected(
      Exchange exchange, @Nullable Object stream, @Nullable Throwable thrown) {
    // The application used the connection wrongly, or the server refused a body. A response may
    // follow.
    if (thrown != null && !(thrown instanceof ProtocolException)) {
      exchange.failed(thrown);
    } else if (thrown == null && stream != null) {
      ExchangesByObject.put(stream, exchange);
    }
  }
}
