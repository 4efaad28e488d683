package ai.holysheep.agent.adapter.apache5;

import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.instrumentation.BlockingAttemptHandler;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;

/** {@code MinimalHttpClient.doExecute}: one attempt; there are neither retries nor redirects. */
public final class MinimalHandler
    extends BlockingAttemptHandler<HttpHost, ClassicHttpRequest, ClassicHttpResponse> {
  private final Apache5Messages messages = new Apache5Messages("apache5");
  private final AbortProbe probe = new AbortProbe();

  @Override
  protected boolean isComplete(@Nullable HttpHost target, @Nullable ClassicHttpRequest request) {
    return request != null;
  }

  /** The client connects to the target; without one, to the request's authority. */
  @Override
  protected boolean isWatched(@Nullable HttpHost target, ClassicHttpRequest request) {
    if (target != null) {
      return Apache5Messages.isWatched(target.getSchemeName(), target);
    }
    URIAuthority authority = request.getAuthority();
    return authority != null && Apache5Messages.isWatched(request.getScheme(), authority);
  }

  @Override
  protected @Nullable Exchange start(@Nullable HttpHost target, ClassicHttpRequest request) {
    return messages.start(request, request);
  }

  @Override
  protected void classify(
      Exchange exchange, @Nullable HttpHost target, ClassicHttpRequest request) {
    if (request instanceof HttpUriRequestBase) {
      exchange.classifyWith(probe, request);
    }
  }

  @Override
  protected void respond(Exchange exchange, ClassicHttpResponse response) {
    messages.respond(exchange, response);
  }
}
