package ai.holysheep.agent.adapter.apache4async;

import ai.holysheep.agent.adapter.apache4.Apache4Messages;
import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.instrumentation.LateAttempt;
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.HttpEntityEnclosingRequest;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.nio.ContentDecoder;
import org.apache.http.nio.ContentEncoder;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * The attempt that producer, consumer and callback of one call share. It starts when the client
 * takes the target and the request from the producer: only then is the host known.
 */
final class Attempt extends LateAttempt {
  private static final Apache4Messages MESSAGES = new Apache4Messages("apache4-async");

  private static final String TYPE = "Content-Type";

  /** All versions set this attribute. */
  private static final String REQUEST = "http.request";

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
      typeOfEntity(started, request);
    }
  }

  /**
   * The client later takes the type from the entity, where the agent does not see it. An entity of
   * the application's own class could notice that it is asked twice, so it is not asked.
   */
  private static void typeOfEntity(Exchange started, HttpRequest request) {
    if (!(request instanceof HttpEntityEnclosingRequest) || request.containsHeader(TYPE)) {
      return;
    }
    HttpEntity entity = ((HttpEntityEnclosingRequest) request).getEntity();
    if (entity != null && entity.getClass().getName().startsWith("org.apache.http.")) {
      Header type = entity.getContentType();
      if (type != null) {
        started.requestContentType(type.getValue());
      }
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

  /**
   * The request was sent.
   *
   * @param context has the request as it was sent: interceptors add header fields to a copy
   */
  void requestSent(@Nullable HttpContext context) {
    Exchange watched = exchange;
    if (watched != null) {
      watched.requestStart();
      Object sent = context == null ? null : sentRequest(context);
      if (sent instanceof HttpRequest) {
        MESSAGES.requestHead(watched, (HttpRequest) sent);
      }
    }
  }

  /** The context may be the application's own class. */
  private static @Nullable Object sentRequest(HttpContext context) {
    try {
      return context.getAttribute(REQUEST);
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.EXCHANGE, e);
      return null;
    }
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
