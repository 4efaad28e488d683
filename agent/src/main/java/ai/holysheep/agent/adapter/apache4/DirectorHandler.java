package ai.holysheep.agent.adapter.apache4;

import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.instrumentation.BlockingAttemptHandler;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.client.methods.HttpUriRequest;
import org.jspecify.annotations.Nullable;

/**
 * {@code DefaultRequestDirector.execute}: a call with its redirects, challenges and I/O retries,
 * which {@link ExecutorHandler} separates into attempts.
 */
public final class DirectorHandler
    extends BlockingAttemptHandler<HttpHost, HttpRequest, HttpResponse> {
  private static final int FIRST_ERROR = 400;

  private final Apache4Messages messages = new Apache4Messages("apache4");
  private final AbortProbe probe = new AbortProbe();

  @Override
  protected boolean isWatched(HttpHost host, HttpRequest request) {
    return Apache4Messages.isWatched(host);
  }

  @Override
  protected @Nullable Exchange start(HttpHost host, HttpRequest request) {
    return messages.start(request, request);
  }

  @Override
  protected void classify(Exchange exchange, HttpHost host, HttpRequest request) {
    if (request instanceof HttpUriRequest) {
      exchange.classifyWith(probe, request);
    }
  }

  @Override
  protected void respond(Exchange exchange, HttpResponse response) {
    // These responses have no close method. An error with an unread body would end very late.
    boolean complete =
        response.getStatusLine().getStatusCode() >= FIRST_ERROR
            || Apache4Messages.isEmpty(response);
    messages.respond(exchange, response, response, complete);
  }
}
