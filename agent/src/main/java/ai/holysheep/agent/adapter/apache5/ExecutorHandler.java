package ai.holysheep.agent.adapter.apache5;

import ai.holysheep.agent.exchange.CurrentExchange;
import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.instrumentation.AroundHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;

/**
 * {@code HttpRequestExecutor.execute}: a request on the wire. The first one belongs to the attempt
 * that has started. A later one, after a challenge, is another attempt.
 */
public final class ExecutorHandler
    extends AroundHandler.OfOne<ClassicHttpRequest, Exchange, ClassicHttpResponse> {
  private final Apache5Messages messages = new Apache5Messages("apache5");

  @Override
  protected @Nullable Exchange onEnter(@Nullable ClassicHttpRequest request) {
    Exchange exchange = CurrentExchange.get();
    if (exchange == null || request == null) {
      return null;
    }
    if (request.getMethod().equals("CONNECT")) {
      exchange.tunnelStart();
      return null;
    }
    Exchange attempt = exchange.isRequestStarted() ? next(exchange, request) : exchange;
    if (attempt != null) {
      attempt.requestStart();
      messages.requestHead(attempt, request);
      messages.requestContentType(attempt, request);
    }
    return attempt;
  }

  private @Nullable Exchange next(Exchange previous, ClassicHttpRequest request) {
    previous.responseEnd();
    URIAuthority host = request.getAuthority();
    if (host == null || !Apache5Messages.isWatched(request.getScheme(), host)) {
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

  @Override
  protected @Nullable ClassicHttpResponse onExit(
      Exchange exchange, @Nullable ClassicHttpResponse response, @Nullable Throwable thrown) {
    if (thrown != null) {
      exchange.failed(thrown);
    } else if (response != null) {
      messages.responseHeaders(exchange, response);
    }
    return response;
  }
}
