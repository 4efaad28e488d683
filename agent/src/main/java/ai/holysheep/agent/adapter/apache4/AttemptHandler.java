package ai.holysheep.agent.adapter.apache4;

import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.instrumentation.BlockingAttemptHandler;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.client.methods.HttpRequestWrapper;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.conn.routing.HttpRoute;
import org.jspecify.annotations.Nullable;

/**
 * {@code ProtocolExec.execute} and {@code MinimalClientExec.execute}: one attempt, below the
 * client's own retries and redirects.
 */
public final class AttemptHandler
    extends BlockingAttemptHandler<HttpRoute, HttpRequestWrapper, HttpResponse> {
  private final Apache4Messages messages = new Apache4Messages("apache4");
  private final AbortProbe probe = new AbortProbe();

  @Override
  protected boolean isWatched(HttpRoute route, HttpRequestWrapper request) {
    return Apache4Messages.isWatched(route.getTargetHost());
  }

  @Override
  protected @Nullable Exchange start(HttpRoute route, HttpRequestWrapper request) {
    return messages.start(request, request);
  }

  @Override
  protected void classify(Exchange exchange, HttpRoute route, HttpRequestWrapper request) {
    HttpRequest original = request.getOriginal();
    if (original instanceof HttpUriRequest) {
      exchange.classifyWith(probe, original);
    }
  }

  @Override
  protected void respond(Exchange exchange, HttpResponse response) {
    Object closed = Apache4Messages.closed(response);
    messages.respond(exchange, response, closed, Apache4Messages.isEmpty(response));
  }
}
