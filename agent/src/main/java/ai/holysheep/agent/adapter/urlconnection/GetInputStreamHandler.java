package ai.holysheep.agent.adapter.urlconnection;

import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.ExchangesByObject;
import ai.holysheep.agent.instrumentation.AroundHandler;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * {@code HttpURLConnection.getInputStream} sends the rest of the request, and reads the response.
 */
public final class GetInputStreamHandler
    extends AroundHandler.OfSelf<HttpURLConnection, ConnectionScope, InputStream> {
  private static final int FIRST_ERROR = 400;

  @Override
  protected @Nullable ConnectionScope onEnter(HttpURLConnection connection) {
    return ConnectionScope.open(connection);
  }

  @Override
  protected @Nullable InputStream onExit(
      ConnectionScope scope, @Nullable InputStream returned, @Nullable Throwable thrown) {
    try {
      Exchange exchange = scope.exchange();
      if (exchange != null && !exchange.hasResponse()) {
        read(exchange, scope.connection(), returned, thrown);
      }
    } finally {
      scope.close();
    }
    return returned;
  }

  private static void read(
      Exchange exchange,
      HttpURLConnection connection,
      @Nullable InputStream returned,
      @Nullable Throwable thrown) {
    if (!exchange.isRequestStarted()) {
      withoutRequest(exchange, thrown);
      return;
    }
    UrlConnectionResponse response = UrlConnectionResponse.read(connection);
    if (response == null) {
      exchange.failed(thrown == null ? new IOException("no HTTP") : thrown);
      return;
    }
    exchange.responseBodyStart();
    if (thrown == null && returned != null) {
      ExchangesByObject.put(returned, exchange);
      exchange.endWhenCollected(returned);
    }
    UrlConnectionMessages.INSTANCE.responseHeaders(exchange, response);
    body(exchange, connection, response, thrown);
  }

  /** The response came from the application's cache, or the client could not send the request. */
  private static void withoutRequest(Exchange exchange, @Nullable Throwable thrown) {
    if (thrown == null || thrown instanceof ProtocolException) {
      exchange.discard();
    } else {
      exchange.failed(thrown);
    }
  }

  private static void body(
      Exchange exchange,
      HttpURLConnection connection,
      UrlConnectionResponse response,
      @Nullable Throwable thrown) {
    InputStream error = response.status < FIRST_ERROR ? null : connection.getErrorStream();
    boolean unreadable = error == null && (response.status >= FIRST_ERROR || thrown != null);
    if (unreadable || response.isEmpty(connection.getRequestMethod())) {
      exchange.responseEnd();
    } else if (error != null) {
      // The application got an exception. It may read the error's body or not.
      ExchangesByObject.put(error, exchange);
      exchange.endIfUnreadAfterGrace();
    }
  }
}
