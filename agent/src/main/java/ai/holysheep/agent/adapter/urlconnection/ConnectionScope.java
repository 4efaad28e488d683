package ai.holysheep.agent.adapter.urlconnection;

import ai.holysheep.agent.exchange.CurrentExchange;
import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.Exchanges;
import ai.holysheep.agent.exchange.ExchangesByObject;
import ai.holysheep.agent.instrumentation.Abandonable;
import ai.holysheep.agent.instrumentation.AttemptScope;
import ai.holysheep.agent.instrumentation.SuppressedScope;
import java.net.HttpURLConnection;
import java.net.URL;
import org.jspecify.annotations.Nullable;

/**
 * The scope of a method that connects, on the application's thread. A connection makes one call,
 * whose first attempt its first such method starts. Redirects and challenges happen inside {@code
 * getInputStream}, and the agent does not see them.
 */
final class ConnectionScope implements Abandonable {
  private final HttpURLConnection connection;
  private final @Nullable AttemptScope attempt;
  private final @Nullable SuppressedScope suppressed;

  private ConnectionScope(HttpURLConnection connection, Exchange exchange) {
    this.connection = connection;
    attempt = AttemptScope.open(exchange);
    suppressed = null;
  }

  private ConnectionScope(HttpURLConnection connection, SuppressedScope suppressed) {
    this.connection = connection;
    attempt = null;
    this.suppressed = suppressed;
  }

  /** Returns {@code null} if the method needs no scope. */
  static @Nullable ConnectionScope open(HttpURLConnection connection) {
    if (!isWatched(connection.getURL())) {
      SuppressedScope suppressed = SuppressedScope.open();
      return suppressed == null ? null : new ConnectionScope(connection, suppressed);
    }
    Exchange exchange = ExchangesByObject.get(connection);
    if (exchange == null) {
      exchange = start(connection);
    } else if (exchange.hasResponse() || CurrentExchange.get() == exchange) {
      // The client calls these methods itself, too.
      return null;
    }
    return exchange == null ? null : open(connection, exchange);
  }

  private static @Nullable ConnectionScope open(HttpURLConnection connection, Exchange exchange) {
    try {
      return new ConnectionScope(connection, exchange);
    } catch (Throwable e) {
      exchange.abandon(e);
      return null;
    }
  }

  static boolean isWatched(@Nullable URL url) {
    return url != null
        && Exchanges.isWatched(
            url.getProtocol(),
            url.getHost(),
            url.getPort() >= 0 ? url.getPort() : url.getDefaultPort());
  }

  /** Starts an attempt, which the connection's methods find. */
  static @Nullable Exchange start(HttpURLConnection connection) {
    Exchange exchange = UrlConnectionMessages.INSTANCE.start(connection, connection);
    return exchange == null ? null : tracked(connection, exchange);
  }

  private static @Nullable Exchange tracked(HttpURLConnection connection, Exchange exchange) {
    try {
      ExchangesByObject.put(connection, exchange);
      exchange.endWhenCollected(connection);
      return exchange;
    } catch (Throwable e) {
      exchange.abandon(e);
      return null;
    }
  }

  HttpURLConnection connection() {
    return connection;
  }

  /**
   * The attempt; the last one if the JDK has sent the request again. {@code null} if the host is
   * not watched.
   */
  @Nullable Exchange exchange() {
    return attempt == null ? null : attempt.exchange();
  }

  /**
   * Must be called last, at every exit. Until then, the methods of the connection that the agent
   * itself calls find the attempt and open no scope.
   */
  void close() {
    if (attempt != null) {
      attempt.close();
    }
    if (suppressed != null) {
      suppressed.close();
    }
  }

  @Override
  public void abandon(Throwable fault) {
    if (attempt != null) {
      attempt.abandon(fault);
    }
    if (suppressed != null) {
      suppressed.abandon(fault);
    }
  }
}
