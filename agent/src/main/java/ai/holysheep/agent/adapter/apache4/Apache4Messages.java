package ai.holysheep.agent.adapter.apache4;

import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.Exchanges;
import ai.holysheep.agent.exchange.ExchangesByObject;
import ai.holysheep.agent.exchange.HttpMessages;
import java.lang.reflect.Proxy;
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.HttpHost;
import org.apache.http.HttpMessage;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** Reads the requests and responses of HttpClient 4. */
public final class Apache4Messages extends HttpMessages<HttpRequest, HttpResponse> {
  public Apache4Messages(String client) {
    super(client);
  }

  public static boolean isWatched(HttpHost host) {
    return Exchanges.isWatched(host.getSchemeName(), host.getHostName(), host.getPort());
  }

  @Override
  protected @Nullable String path(HttpRequest request) {
    return request.getRequestLine().getUri();
  }

  @Override
  protected @Nullable String header(HttpRequest request, String name) {
    return first(request, name);
  }

  @Override
  protected int status(HttpResponse response) {
    return response.getStatusLine().getStatusCode();
  }

  @Override
  protected @Nullable String responseHeader(HttpResponse response, String name) {
    return first(response, name);
  }

  private static @Nullable String first(HttpMessage message, String name) {
    Header header = message.getFirstHeader(name);
    return header == null ? null : header.getValue();
  }

  /**
   * Reports the response that the client returns to the application.
   *
   * @param closeable the object that the application or the client closes
   * @param complete whether no body follows
   */
  void respond(Exchange exchange, HttpResponse response, Object closeable, boolean complete) {
    if (!exchange.hasResponse()) {
      responseHeaders(exchange, response);
    }
    if (complete) {
      exchange.responseEnd();
    } else {
      ExchangesByObject.put(closeable, exchange);
      // If the application implements the connection, the agent has not seen the body's stream.
      exchange.endWhenCollectedUnlessTracked(closeable);
    }
  }

  /** In 4.3.0 and 4.3.1 it can be a proxy. Then its handler is what the client closes. */
  static Object closed(Object responseOrConnection) {
    return Proxy.isProxyClass(responseOrConnection.getClass())
        ? Proxy.getInvocationHandler(responseOrConnection)
        : responseOrConnection;
  }

  static boolean isEmpty(HttpResponse response) {
    HttpEntity entity = response.getEntity();
    return entity == null || !entity.isStreaming() || entity.getContentLength() == 0;
  }
}
