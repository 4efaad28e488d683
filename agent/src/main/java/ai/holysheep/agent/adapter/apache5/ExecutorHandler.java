package ai.holysheep.agent.adapter.apache5;

import ai.holysheep.agent.exchange.CurrentExchange;
import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.instrumentation.HookHandler;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * {@code HttpRequestExecutor.execute}: a request on the wire. The first is the attempt that has
 * begun already; one that follows a challenge is another.
 */
public final class ExecutorHandler extends HookHandler {
  @Override
  public @Nullable Object before(
      Object self, @Nullable Object request, @Nullable Object b, @Nullable Object c) {
    Exchange exchange = CurrentExchange.get();
    if (exchange == null || !(request instanceof HttpRequest)) {
      return null;
    }
    if (((HttpRequest) request).getMethod().equals("CONNECT")) {
      exchange.tunnelStart();
      return null;
    }
    if (!exchange.isRequestStarted()) {
      exchange.requestStart();
      return exchange;
    }
    exchange.responseEnd();
    Exchange next = Messages.start((HttpRequest) request, exchange.callKeyOr(request));
    if (next != null) {
      next.requestStart();
      next.classifyLike(exchange);
      CurrentExchange.replace(next);
    }
    return next;
  }

  @Override
  public @Nullable Object after(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token instanceof Exchange && thrown != null) {
      ((Exchange) token).failed(thrown);
    } else if (token instanceof Exchange && returned instanceof HttpResponse) {
      HttpResponse response = (HttpResponse) returned;
      ((Exchange) token)
          .responseHeaders(response.getCode(), name -> Messages.first(response, name));
    }
    return returned;
  }
}
