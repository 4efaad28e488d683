package ai.holysheep.agent.adapter.apache4;

import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.instrumentation.AttemptScope;
import ai.holysheep.agent.instrumentation.HookHandler;
import ai.holysheep.agent.instrumentation.SuppressedScope;
import java.lang.reflect.Proxy;
import org.apache.http.HttpResponse;
import org.apache.http.client.methods.HttpRequestWrapper;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.conn.routing.HttpRoute;
import org.jspecify.annotations.Nullable;

/**
 * {@code ProtocolExec.execute} and {@code MinimalClientExec.execute}: one attempt, below the
 * client's own retries and redirects.
 */
public final class AttemptHandler extends HookHandler {
  private final AbortJudge judge = new AbortJudge();

  @Override
  public @Nullable Object before(
      Object self, @Nullable Object route, @Nullable Object request, @Nullable Object c) {
    if (!(route instanceof HttpRoute) || !(request instanceof HttpRequestWrapper)) {
      return null;
    }
    if (!Messages.watched(((HttpRoute) route).getTargetHost())) {
      return SuppressedScope.raise();
    }
    HttpRequestWrapper wrapper = (HttpRequestWrapper) request;
    Exchange exchange = Messages.start(wrapper, wrapper);
    if (exchange == null) {
      return null;
    }
    if (wrapper.getOriginal() instanceof HttpUriRequest) {
      exchange.classifyWith(judge, wrapper.getOriginal());
    }
    return new AttemptScope(exchange);
  }

  @Override
  public @Nullable Object after(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    SuppressedScope.lower(token);
    if (token instanceof AttemptScope) {
      AttemptScope attempt = (AttemptScope) token;
      attempt.leave();
      if (thrown != null) {
        attempt.failed(thrown);
      } else if (!attempt.wentOut()) {
        attempt.discard();
      } else if (returned instanceof HttpResponse) {
        HttpResponse response = (HttpResponse) returned;
        attempt.answered(
            closing(response),
            response.getStatusLine().getStatusCode(),
            name -> Messages.first(response, name),
            Messages.isEmpty(response));
      }
    }
    return returned;
  }

  /** Of what {@code close} is called: in 4.3.0 the response is a proxy with a handler. */
  private static Object closing(HttpResponse response) {
    return Proxy.isProxyClass(response.getClass())
        ? Proxy.getInvocationHandler(response)
        : response;
  }
}
