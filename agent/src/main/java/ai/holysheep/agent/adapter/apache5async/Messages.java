package ai.holysheep.agent.adapter.apache5async;

import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.Exchanges;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.MessageHeaders;
import org.apache.hc.core5.net.NamedEndpoint;
import org.jspecify.annotations.Nullable;

/** What the handlers read of HttpClient 5's messages. */
final class Messages {
  private Messages() {}

  static boolean watched(NamedEndpoint host, @Nullable String scheme) {
    int port = host.getPort() > 0 ? host.getPort() : "https".equalsIgnoreCase(scheme) ? 443 : 80;
    return Exchanges.isWatched(null, host.getHostName(), port);
  }

  static @Nullable Exchange start(HttpRequest request, @Nullable Object call) {
    String retries = first(request, "X-Stainless-Retry-Count");
    return Exchanges.start("apache5-async", request.getPath(), retries, call);
  }

  static void answered(Exchange exchange, HttpResponse response, @Nullable EntityDetails entity) {
    exchange.responseBodyStart();
    exchange.responseHeaders(response.getCode(), name -> first(response, name));
    if (entity == null) {
      exchange.responseEnd();
    }
  }

  private static @Nullable String first(MessageHeaders message, String name) {
    Header header = message.getFirstHeader(name);
    return header == null ? null : header.getValue();
  }
}
