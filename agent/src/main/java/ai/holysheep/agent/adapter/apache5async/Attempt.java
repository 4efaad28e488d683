package ai.holysheep.agent.adapter.apache5async;

import ai.holysheep.agent.adapter.apache5.Apache5Messages;
import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.instrumentation.LateAttempt;
import java.nio.ByteBuffer;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;

/**
 * The attempt of an application's exchange handler. It starts with the request, because only then
 * the host is known.
 */
final class Attempt extends LateAttempt {
  private final CancelProbe probe;
  private volatile @Nullable CancellableDependency cancellable;

  /** The request until it is sent: by then the client has added further header fields. */
  private volatile @Nullable HttpRequest unfinished;

  Attempt(CancelProbe probe) {
    this.probe = probe;
  }

  /**
   * The object that knows whether the application has cancelled the call. The call may run already.
   */
  void setCancellable(CancellableDependency call) {
    cancellable = call;
    classifyWithProbe();
  }

  private void classifyWithProbe() {
    Exchange watched = exchange;
    CancellableDependency call = cancellable;
    if (watched != null && call != null) {
      watched.classifyWith(probe, call);
    }
  }

  /**
   * Starts the attempt when it is called first, if the host is watched.
   *
   * @param handler the attempt ends at the latest when this is collected
   */
  void start(@Nullable HttpRequest request, Object handler) {
    URIAuthority authority = request == null ? null : request.getAuthority();
    if (request == null
        || authority == null
        || exchange != null
        || !Apache5Messages.isWatched(request.getScheme(), authority)) {
      return;
    }
    Exchange started = Apache5AsyncMessages.start(request, request);
    exchange = started;
    if (started != null) {
      unfinished = request;
      started.endWhenCollected(handler);
      classifyWithProbe();
    }
  }

  /** Returns a channel that reports the request's body. */
  DataStreamChannel tapped(DataStreamChannel channel) {
    Exchange watched = exchange;
    if (watched == null) {
      return channel;
    }
    HttpRequest request = takeUnfinished();
    if (request != null) {
      Apache5AsyncMessages.requestContentType(watched, request);
      Apache5AsyncMessages.requestHead(watched, request);
    }
    return new TappedChannel(channel, watched);
  }

  private @Nullable HttpRequest takeUnfinished() {
    HttpRequest request = unfinished;
    unfinished = null;
    return request;
  }

  void response(HttpResponse response, @Nullable EntityDetails entity) {
    Exchange watched = exchange;
    if (watched != null) {
      // Without a body, nothing came between the request and its response.
      Apache5AsyncMessages.requestHead(watched, takeUnfinished());
      Apache5AsyncMessages.response(watched, response, entity);
    }
  }

  void responseBodyBytes(ByteBuffer bytes) {
    Exchange watched = exchange;
    if (watched != null) {
      watched.responseBodyBytes(bytes.asReadOnlyBuffer());
    }
  }

  void responseBodyEnd() {
    Exchange watched = exchange;
    if (watched != null) {
      watched.responseBodyEnd();
    }
  }
}
