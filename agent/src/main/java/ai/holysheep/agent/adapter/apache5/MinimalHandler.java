package ai.holysheep.agent.adapter.apache5;

import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.instrumentation.AttemptScope;
import ai.holysheep.agent.instrumentation.HookHandler;
import ai.holysheep.agent.instrumentation.SuppressedScope;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;

/** {@code MinimalHttpClient.doExecute}: one attempt; there are neither retries nor redirects. */
public final class MinimalHandler extends HookHandler {
  private final AbortJudge judge = new AbortJudge();

  @Override
  public @Nullable Object before(
      Object self, @Nullable Object target, @Nullable Object request, @Nullable Object c) {
    if (!(request instanceof HttpRequest)) {
      return null;
    }
    if (!watched(target, (HttpRequest) request)) {
      return SuppressedScope.raise();
    }
    Exchange exchange = Messages.start((HttpRequest) request, request);
    if (exchange == null) {
      return null;
    }
    if (request instanceof HttpUriRequestBase) {
      exchange.classifyWith(judge, request);
    }
    return new AttemptScope(exchange);
  }

  /** The client goes to the target, or else to where the request says. */
  private static boolean watched(@Nullable Object target, HttpRequest request) {
    if (target instanceof HttpHost) {
      return Messages.watched((HttpHost) target, ((HttpHost) target).getSchemeName());
    }
    URIAuthority authority = request.getAuthority();
    return authority != null && Messages.watched(authority, request.getScheme());
  }

  @Override
  public @Nullable Object after(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    SuppressedScope.lower(token);
    if (token instanceof AttemptScope) {
      Messages.leave((AttemptScope) token, returned, thrown);
    }
    return returned;
  }
}
