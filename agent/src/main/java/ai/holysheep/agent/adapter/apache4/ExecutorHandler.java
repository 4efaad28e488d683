package ai.holysheep.agent.adapter.apache4;

import ai.holysheep.agent.exchange.CurrentExchange;
import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.ExchangesByObject;
import ai.holysheep.agent.instrumentation.HookHandler;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * {@code HttpRequestExecutor.execute}: a request on the wire. The first is the attempt that has
 * begun already; one that follows, a challenge or a redirect, is another.
 */
@SuppressWarnings("deprecation")
public final class ExecutorHandler extends HookHandler {
  /** Of HttpClient, which HttpCore's loader may not see. */
  private static final @Nullable Class<?> MANAGED = managed();

  private static @Nullable Class<?> managed() {
    try {
      return Class.forName(
          "org.apache.http.conn.ManagedClientConnection",
          false,
          ExecutorHandler.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError unseen) {
      return null;
    }
  }

  @Override
  public @Nullable Object before(
      Object self,
      @Nullable Object request,
      @Nullable Object context,
      @Nullable Object connection) {
    Exchange exchange = CurrentExchange.get();
    if (exchange == null || !(request instanceof HttpRequest)) {
      return null;
    }
    if (((HttpRequest) request).getRequestLine().getMethod().equals("CONNECT")) {
      exchange.tunnelStart();
      return null;
    }
    if (!exchange.isRequestStarted()) {
      exchange.requestStart();
      return on(connection, exchange);
    }
    exchange.responseEnd();
    Object host =
        context instanceof HttpContext
            ? ((HttpContext) context).getAttribute("http.target_host")
            : null;
    if (!(host instanceof HttpHost) || !Messages.watched((HttpHost) host)) {
      return null;
    }
    Exchange next = Messages.start((HttpRequest) request, exchange.callKeyOr(request));
    if (next != null) {
      next.requestStart();
      next.classifyLike(exchange);
      CurrentExchange.replace(next);
    }
    return next == null ? null : on(connection, next);
  }

  /** Up to 4.2 nothing but its connection tells that a request was aborted. */
  private static Exchange on(@Nullable Object connection, Exchange exchange) {
    if (connection != null && MANAGED != null && MANAGED.isInstance(connection)) {
      ExchangesByObject.put(connection, exchange);
    }
    return exchange;
  }

  @Override
  public @Nullable Object after(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token instanceof Exchange && thrown != null) {
      ((Exchange) token).failed(thrown);
    } else if (token instanceof Exchange && returned instanceof HttpResponse) {
      Messages.answered((Exchange) token, (HttpResponse) returned);
    }
    return returned;
  }
}
