package ai.holysheep.agent.adapter.apache4async;

import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.Exchanges;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.HttpMessage;
import org.apache.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * What producer and consumer of one call share. Whether the call is watched shows when the client
 * asks the producer for its target and its request.
 */
final class Attempt {
  private volatile @Nullable HttpHost target;
  private volatile @Nullable Exchange exchange;

  void target(@Nullable HttpHost host) {
    target = host;
  }

  /** The producer, when it goes, ends an attempt of which nobody has told the end. */
  void requested(@Nullable HttpRequest request, Object producer) {
    HttpHost host = target;
    if (request == null || host == null || exchange != null || !watched(host)) {
      return;
    }
    String path = request.getRequestLine().getUri();
    String retries = first(request, "X-Stainless-Retry-Count");
    Exchange started = Exchanges.start("apache4-async", path, retries, null);
    if (started != null) {
      started.endWhenCollected(producer);
    }
    exchange = started;
  }

  @Nullable Exchange exchange() {
    return exchange;
  }

  private static boolean watched(HttpHost host) {
    int port =
        host.getPort() > 0
            ? host.getPort()
            : "https".equalsIgnoreCase(host.getSchemeName()) ? 443 : 80;
    return Exchanges.isWatched(null, host.getHostName(), port);
  }

  static @Nullable String first(HttpMessage message, String name) {
    Header header = message.getFirstHeader(name);
    return header == null ? null : header.getValue();
  }
}
