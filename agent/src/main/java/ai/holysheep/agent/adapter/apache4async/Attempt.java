package ai.holysheep.agent.adapter.apache4async;

import ai.holysheep.agent.adapter.apache4.Apache4Messages;
import ai.holysheep.agent.exchange.Exchange;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * The attempt that producer, consumer and callback of one call share. It starts when the client
 * takes the target and the request from the producer: only then is the host known.
 */
final class Attempt {
  private static final Apache4Messages MESSAGES = new Apache4Messages("apache4-async");

  private volatile @Nullable HttpHost target;
  private volatile @Nullable Exchange exchange;

  void target(@Nullable HttpHost host) {
    target = host;
  }

  /**
   * Starts the attempt when it is called first, if the host is watched.
   *
   * @param producer the attempt ends at the latest when this is collected
   */
  void start(@Nullable HttpRequest request, Object producer) {
    HttpHost host = target;
    if (request == null || host == null || exchange != null || !Apache4Messages.isWatched(host)) {
      return;
    }
    Exchange started = MESSAGES.start(request, null);
    if (started != null) {
      started.endWhenCollected(producer);
    }
    exchange = started;
  }

  /** {@code null} if the call is not watched. */
  @Nullable Exchange exchange() {
    return exchange;
  }

  void response(Exchange watched, HttpResponse response) {
    watched.responseBodyStart();
    MESSAGES.responseHeaders(watched, response);
  }
}
