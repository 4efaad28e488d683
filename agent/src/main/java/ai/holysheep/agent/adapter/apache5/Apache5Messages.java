package ai.holysheep.agent.adapter.apache5;

import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.Exchanges;
import ai.holysheep.agent.exchange.ExchangesByObject;
import ai.holysheep.agent.exchange.HttpMessages;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.MessageHeaders;
import org.apache.hc.core5.net.NamedEndpoint;
import org.jspecify.annotations.Nullable;

/** Reads the requests and responses of HttpClient 5. */
public final class Apache5Messages extends HttpMessages<HttpRequest, HttpResponse> {
  public Apache5Messages(String client) {
    super(client);
  }

  public static boolean isWatched(@Nullable String scheme, NamedEndpoint host) {
    return Exchanges.isWatched(scheme, host.getHostName(), host.getPort());
  }

  @Override
  protected @Nullable String path(HttpRequest request) {
    return request.getPath();
  }

  @Override
  protected @Nullable String header(HttpRequest request, String name) {
    return first(request, name);
  }

  @Override
  protected int status(HttpResponse response) {
    return response.getCode();
  }

  @Override
  protected @Nullable String responseHeader(HttpResponse response, String name) {
    return first(response, name);
  }

  private static @Nullable String first(MessageHeaders message, String name) {
    Header header = message.getFirstHeader(name);
    return header == null ? null : header.getValue();
  }

  /** Reports the response that the blocking client returns to the application. */
  void respond(Exchange exchange, ClassicHttpResponse response) {
    if (!exchange.hasResponse()) {
      responseHeaders(exchange, response);
    }
    if (isEmpty(response.getEntity())) {
      exchange.responseEnd();
    } else {
      ExchangesByObject.put(response, exchange);
      // If the application implements the connection, the agent has not seen the body's stream.
      exchange.endWhenCollectedUnlessTracked(response);
    }
  }

  private static boolean isEmpty(@Nullable HttpEntity entity) {
    return entity == null || !entity.isStreaming() || entity.getContentLength() == 0;
  }
}
