package ai.holysheep.agent.adapter.apache4;

import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.Exchanges;
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.HttpHost;
import org.apache.http.HttpMessage;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** What the handlers read of HttpClient 4's messages. */
final class Messages {
  private Messages() {}

  static boolean watched(HttpHost host) {
    int port =
        host.getPort() > 0
            ? host.getPort()
            : "https".equalsIgnoreCase(host.getSchemeName()) ? 443 : 80;
    return Exchanges.isWatched(null, host.getHostName(), port);
  }

  static @Nullable Exchange start(HttpRequest request, Object call) {
    String path = request.getRequestLine().getUri();
    String retries = first(request, "X-Stainless-Retry-Count");
    return Exchanges.start("apache4", path, retries, call);
  }

  static void answered(Exchange exchange, HttpResponse response) {
    exchange.responseHeaders(
        response.getStatusLine().getStatusCode(), name -> first(response, name));
  }

  static boolean isEmpty(HttpResponse response) {
    HttpEntity entity = response.getEntity();
    return entity == null || !entity.isStreaming() || entity.getContentLength() == 0;
  }

  static @Nullable String first(HttpMessage message, String name) {
    Header header = message.getFirstHeader(name);
    return header == null ? null : header.getValue();
  }
}
