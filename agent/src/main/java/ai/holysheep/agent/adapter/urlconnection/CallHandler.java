package ai.holysheep.agent.adapter.urlconnection;

import ai.holysheep.agent.exchange.CurrentExchange;
import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.Exchanges;
import ai.holysheep.agent.exchange.ExchangesByObject;
import ai.holysheep.agent.instrumentation.AttemptScope;
import ai.holysheep.agent.instrumentation.HookHandler;
import ai.holysheep.agent.instrumentation.SuppressedScope;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.net.URL;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code HttpURLConnection}: one call an object, from the first method that connects. Redirects and
 * challenges happen within {@code getInputStream} and are not seen.
 *
 * <p>Nothing is asked of the connection that could make it connect, or fail, on its own account:
 * once a response is there, its status and fields are.
 */
public final class CallHandler extends HookHandler {
  private static final int FIRST_ERROR = 400;

  @Override
  public @Nullable Object before(
      Object self, @Nullable Object method, @Nullable Object b, @Nullable Object c) {
    if (!(self instanceof HttpURLConnection)) {
      return null;
    }
    HttpURLConnection connection = (HttpURLConnection) self;
    if (!watched(connection.getURL())) {
      return "disconnect".equals(method) ? null : SuppressedScope.raise();
    }
    Exchange exchange = ExchangesByObject.get(connection);
    if ("disconnect".equals(method)) {
      if (exchange != null) {
        exchange.released();
      }
      return null;
    }
    if (exchange == null) {
      exchange = start(connection);
    } else if (exchange.hasResponse() || CurrentExchange.get() == exchange) {
      // The client calls these methods itself, too.
      return null;
    }
    return exchange == null
        ? null
        : new Step(
            new AttemptScope(exchange),
            exchange,
            "getInputStream".equals(method) ? connection : null);
  }

  private static boolean watched(@Nullable URL url) {
    return url != null
        && Exchanges.isWatched(
            null, url.getHost(), url.getPort() >= 0 ? url.getPort() : url.getDefaultPort());
  }

  private static @Nullable Exchange start(HttpURLConnection connection) {
    String retries = connection.getRequestProperty("X-Stainless-Retry-Count");
    Exchange exchange =
        Exchanges.start("urlconnection", connection.getURL().getPath(), retries, null);
    if (exchange != null) {
      ExchangesByObject.put(connection, exchange);
      exchange.endWhenCollected(connection);
    }
    return exchange;
  }

  @Override
  public @Nullable Object after(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    SuppressedScope.lower(token);
    if (token instanceof Step) {
      Step step = (Step) token;
      try {
        if (step.reading == null) {
          written(step, returned, thrown);
        } else {
          read(step, step.reading, returned, thrown);
        }
      } finally {
        // Last, so that what is asked of the connection here is known to be asked by us.
        step.attempt.leave();
      }
    }
    return returned;
  }

  private static void written(Step step, @Nullable Object returned, @Nullable Throwable thrown) {
    if (thrown instanceof ProtocolException) {
      // Not a way to use it, or the server's no to a body: there may be an answer to get all the
      // same.
      return;
    }
    if (thrown != null) {
      step.exchange.failed(thrown);
    } else if (returned != null) {
      ExchangesByObject.put(returned, step.exchange);
    }
  }

  private static void read(
      Step step,
      HttpURLConnection connection,
      @Nullable Object returned,
      @Nullable Throwable thrown) {
    Exchange exchange = step.exchange;
    if (exchange.hasResponse()) {
      return;
    }
    if (!exchange.isRequestStarted()) {
      // From a cache of the application's, or no request could be sent.
      if (thrown == null || thrown instanceof ProtocolException) {
        exchange.discard();
      } else {
        exchange.failed(thrown);
      }
      return;
    }
    int status = status(connection);
    if (status <= 0) {
      exchange.failed(thrown == null ? new IOException("no HTTP") : thrown);
      return;
    }
    exchange.responseBodyStart();
    if (thrown == null && returned instanceof InputStream) {
      ExchangesByObject.put(returned, exchange);
      exchange.endWhenCollected(returned);
    }
    Map<String, List<String>> fields = connection.getHeaderFields();
    exchange.responseHeaders(status, name -> first(fields, name));
    InputStream error = status < FIRST_ERROR ? null : connection.getErrorStream();
    boolean unreadable = error == null && (status >= FIRST_ERROR || thrown != null);
    if (unreadable || isEmpty(connection, status, fields)) {
      exchange.responseEnd();
    } else if (error != null) {
      // The application got an exception, and may or may not read what came with it.
      ExchangesByObject.put(error, exchange);
      exchange.endIfUnreadAfterGrace();
    }
  }

  private static int status(HttpURLConnection connection) {
    try {
      return connection.getResponseCode();
    } catch (IOException none) {
      return 0;
    }
  }

  private static boolean isEmpty(
      HttpURLConnection connection, int status, Map<String, List<String>> fields) {
    return status == HttpURLConnection.HTTP_NO_CONTENT
        || status == HttpURLConnection.HTTP_NOT_MODIFIED
        || connection.getRequestMethod().equals("HEAD")
        || "0".equals(first(fields, "Content-Length"));
  }

  private static @Nullable String first(Map<String, List<String>> fields, String name) {
    for (Map.Entry<String, List<String>> field : fields.entrySet()) {
      if (name.equalsIgnoreCase(field.getKey()) && !field.getValue().isEmpty()) {
        return field.getValue().get(0);
      }
    }
    return null;
  }

  private static final class Step {
    final AttemptScope attempt;
    final Exchange exchange;

    /** The connection, where the method reads the response. */
    final @Nullable HttpURLConnection reading;

    Step(AttemptScope attempt, Exchange exchange, @Nullable HttpURLConnection reading) {
      this.attempt = attempt;
      this.exchange = exchange;
      this.reading = reading;
    }
  }
}
