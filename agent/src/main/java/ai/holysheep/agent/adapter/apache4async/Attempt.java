package ai.holysheep.agent.adapter.apache4async;

import ai.holysheep.agent.adapter.apache4.Apache4Messages;
import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.instrumentation.LateAttempt;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.nio.ContentDecoder;
import org.apache.http.nio.ContentEncoder;
import org.jspecify.annotations.Nullable;

/**
 * The attempt that producer, consumer and callback of one call share. It starts when the client
 * takes the target and the request from the producer: only then is the host known.
 */
final class Attempt extends LateAttempt {
  private static final Apache4Messages MESSAGES = new Apache4Messages("apache4-async");

  private volatile @Nullable HttpHost target;

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
    exchange = started;
    if (started != null) {
      started.endWhenCollected(producer);
    }
  }

  /** Returns an encoder that reports the request's body. */
  ContentEncoder tapped(ContentEncoder encoder, boolean fromStart) {
    Exchange watched = exchange;
    if (watched == null) {
      return encoder;
    }
    if (fromStart) {
      watched.requestBodyStart();
    }
    return TappedEncoder.of(encoder, watched);
  }

  void response(@Nullable HttpResponse response) {
    Exchange watched = exchange;
    if (watched != null && response != null) {
      watched.responseBodyStart();
      MESSAGES.responseHeaders(watched, response);
    }
  }

  /** Returns a decoder that reports the response's body. */
  ContentDecoder tapped(ContentDecoder decoder) {
    Exchange watched = exchange;
    return watched == null ? decoder : TappedDecoder.of(decoder, watched);
  }

  void responseEnd() {
    Exchange watched = exchange;
    if (watched != null) {
      watched.responseEnd();
    }
  }

  /** The consumer is closed. That ends no attempt without a response: its failure follows. */
  void responseClosed() {
    Exchange watched = exchange;
    if (watched != null && watched.hasResponse()) {
      watched.responseBodyClosed();
    }
  }
}
