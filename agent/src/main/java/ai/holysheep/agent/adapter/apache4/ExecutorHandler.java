package ai.holysheep.agent.adapter.apache4;

import ai.holysheep.agent.exchange.CurrentExchange;
import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.ExchangesByObject;
import ai.holysheep.agent.instrumentation.AroundHandler;
import org.apache.http.HttpClientConnection;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * {@code HttpRequestExecutor.execute}: a request on the wire. The first one belongs to the attempt
 * that has started. A later one, after a challenge or a redirect, is another attempt.
 */
@SuppressWarnings("deprecation") // All versions set HttpContext's attribute.
public final class ExecutorHandler
    extends AroundHandler.OfThree<
        HttpRequest, HttpClientConnection, HttpContext, Exchange, HttpResponse> {
  private final Apache4Messages messages = new Apache4Messages("apache4");

  @Override
  protected @Nullable Exchange onEnter(
      @Nullable HttpRequest request,
      @Nullable HttpClientConnection connection,
      @Nullable HttpContext context) {
    Exchange exchange = CurrentExchange.get();
    if (exchange == null || request == null) {
      return null;
    }
    if (request.getRequestLine().getMethod().equals("CONNECT")) {
      exchange.tunnelStart();
      return null;
    }
    Exchange attempt = exchange.isRequestStarted() ? next(exchange, request, context) : exchange;
    if (attempt != null) {
      attempt.requestStart();
      messages.requestHead(attempt, request);
      messages.requestContentType(attempt, request);
      abortThrough(connection, attempt);
    }
    return attempt;
  }

  private @Nullable Exchange next(
      Exchange previous, HttpRequest request, @Nullable HttpContext context) {
    previous.responseEnd();
    Object host = context == null ? null : context.getAttribute("http.target_host");
    if (!(host instanceof HttpHost) || !Apache4Messages.isWatched((HttpHost) host)) {
      return null;
    }
    Exchange next = messages.start(request, previous.callKeyOr(request));
    return next == null ? null : replaced(previous, next);
  }

  /** Until the thread's scope has the attempt, nobody else ends it. */
  private static @Nullable Exchange replaced(Exchange previous, Exchange next) {
    try {
      next.classifyLike(previous);
      CurrentExchange.replace(next);
      return next;
    } catch (Throwable e) {
      next.abandon(e);
      return null;
    }
  }

  /** A request that is aborted or released shuts its connection down, and not its response. */
  private static void abortThrough(@Nullable HttpClientConnection connection, Exchange exchange) {
    if (connection != null) {
      ExchangesByObject.put(Apache4Messages.closed(connection), exchange);
    }
  }

  @Override
  protected @Nullable HttpResponse onExit(
      Exchange exchange, @Nullable HttpResponse response, @Nullable Throwable thrown) {
    if (thrown != null) {
      exchange.failed(thrown);
    } else if (response != null) {
      messages.responseHeaders(exchange, response);
    }
    return response;
  }
}
