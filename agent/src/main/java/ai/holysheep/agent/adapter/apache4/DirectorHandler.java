package ai.holysheep.agent.adapter.apache4;

import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.instrumentation.AttemptScope;
import ai.holysheep.agent.instrumentation.HookHandler;
import ai.holysheep.agent.instrumentation.SuppressedScope;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.client.methods.HttpUriRequest;
import org.jspecify.annotations.Nullable;

/**
 * {@code DefaultRequestDirector.execute}: a call with its redirects, challenges and I/O retries,
 * which {@link ExecutorHandler} tells apart.
 */
public final class DirectorHandler extends HookHandler {
  private static final int FIRST_ERROR = 400;

  private final AbortJudge judge = new AbortJudge();

  @Override
  public @Nullable Object before(
      Object self, @Nullable Object host, @Nullable Object request, @Nullable Object c) {
    if (!(host instanceof HttpHost) || !(request instanceof HttpRequest)) {
      return null;
    }
    if (!Messages.watched((HttpHost) host)) {
      return SuppressedScope.raise();
    }
    Exchange exchange = Messages.start((HttpRequest) request, request);
    if (exchange == null) {
      return null;
    }
    if (request instanceof HttpUriRequest) {
      exchange.classifyWith(judge, request);
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
        int status = response.getStatusLine().getStatusCode();
        // These responses have no close: an error that nobody reads would not end for long.
        attempt.answered(
            response,
            status,
            name -> Messages.first(response, name),
            status >= FIRST_ERROR || Messages.isEmpty(response));
      }
    }
    return returned;
  }
}
