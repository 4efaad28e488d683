package ai.holysheep.agent.exchange;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.exchange.tracking.RetryTracker;
import ai.holysheep.agent.exchange.tracking.UnreferencedBodies;
import ai.holysheep.agent.usage.WholeNumber;
import java.lang.ref.WeakReference;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a call, from its start to the end of its response's body or to its failure. A
 * retry, a redirect and the answer to a challenge are attempts of their own.
 *
 * <p>Every adapter reports the steps of its client in this order:
 *
 * <pre>{@code
 * // 1. The attempt starts, before the client connects. Without an exchange, report nothing.
 * Exchange exchange =
 *     Exchanges.isWatched(scheme, host, port) ? MESSAGES.start(request, call) : null;
 * exchange.classifyWith(probe, call);   // optional: for clients that know their cancelled calls
 *
 * // 2. The request's head is sent. Optional: for clients with caches, tunnels or challenges.
 * exchange.requestStart();              // or tunnelStart(), for CONNECT
 *
 * // 3. The request's body is sent. The start is optional; a second start forgets the first body.
 * exchange.requestBodyStart();
 * exchange.requestBodyBytes(bytes, offset, length);
 *
 * // 4. The response arrives. If its head is reported twice, the later one counts. The start is
 * //    optional, and may come before the head; it forgets the body of an earlier response.
 * exchange.responseBodyStart();
 * MESSAGES.responseHeaders(exchange, response);
 * exchange.endWhenCollected(stream);    // in case the application loses the stream
 *
 * // 5. The application reads the response's body, perhaps before step 4 reports the head.
 * exchange.responseBodyBytes(bytes, offset, length);
 *
 * // 6. The attempt ends, by one of these. As long as the head is not known, the first four only
 * //    keep their outcome, and responseHeaders ends the attempt.
 * exchange.responseBodyEnd();           // the stream is at its end
 * exchange.responseEnd();               // the response is complete, or has no body
 * exchange.responseBodyClosed();        // by the application, at the end or before
 * exchange.responseFailed(thrown);      // reading the body failed
 * exchange.failed(thrown);              // the attempt failed, at any step
 * exchange.canceled();                  // by the application
 * exchange.released();                  // by the client, at the end or before
 * exchange.discard();                   // no attempt: refused by the client, or from a cache
 * }</pre>
 *
 * <p>An attempt ends exactly once: after the first end all methods do nothing. A step that is left
 * out costs only what it reports: without 3 the record has no request model, without 5 no usage. An
 * attempt that never ends counts as active for ever.
 *
 * <p>Any thread of the application may call any method. None throws or blocks; what fails inside is
 * counted. An exchange keeps no object of the application alive.
 */
public final class Exchange {
  private final BigDecimal costScale;
  private final @Nullable WeakReference<Object> call;
  private final Traffic traffic;
  private final Completion completion;
  private final FailureClassifier failures;

  /**
   * @param costScale multiplies the gateway's reported cost
   */
  Exchange(AttemptStart start, BigDecimal costScale, Completion.Listener listener) {
    this.costScale = costScale;
    call = start.call;
    traffic = new Traffic(start.path);
    completion = new Completion(start, traffic, listener);
    failures = new FailureClassifier(start.nanos);
  }

  /** The key that all attempts of this call share; {@code fallback} if it has none or lost it. */
  public Object callKeyOr(Object fallback) {
    Object key = call == null ? null : call.get();
    return key == null ? fallback : key;
  }

  /** Asks this probe first how the attempt failed. Holds both objects weakly. */
  public void classifyWith(CancellationProbe probe, Object probedCall) {
    failures.probeWith(probe, probedCall);
  }

  /** Asks the probe of an earlier attempt of the same call. */
  public void classifyLike(Exchange earlier) {
    failures.probeLike(earlier.failures);
  }

  /** The client writes the request's head. */
  public void requestStart() {
    traffic.requestStart();
  }

  public boolean isRequestStarted() {
    return traffic.isRequestStarted();
  }

  /** The client asks a proxy for a tunnel. If the proxy refuses, that is the attempt's response. */
  public void tunnelStart() {
    traffic.tunnelStart();
  }

  /** Whether anything was sent. A response without that came from a cache or the application. */
  public boolean hasReachedNetwork() {
    return traffic.hasReachedNetwork();
  }

  /** The client sends the request's body from its start, perhaps not for the first time. */
  public void requestBodyStart() {
    traffic.requestBodyStart();
  }

  public void requestBodyBytes(byte[] bytes, int offset, int length) {
    traffic.requestBodyBytes(bytes, offset, length);
  }

  /** Reports the buffer's remaining bytes; its position does not change. */
  public void requestBodyBytes(ByteBuffer bytes) {
    traffic.requestBodyBytes(bytes);
  }

  /** The response's body starts. A body before it belonged to an intermediate response. */
  public void responseBodyStart() {
    traffic.responseBodyStart();
  }

  /** The final status and the header fields have arrived. */
  public void responseHeaders(int status, HeaderLookup headers) {
    try {
      GatewayHeaders gateway = new GatewayHeaders(headers, costScale);
      long contentLength = WholeNumber.parse(headers.first("Content-Length"));
      String encoding = headers.first("Content-Encoding");
      traffic.responseHeaders(status, gateway, contentLength, encoding);
      if (RetryTracker.isRetryable(status)) {
        RetryTracker.recordFailure(call);
      }
      ErrorType early = traffic.earlyBodyEnd();
      if (early != null) {
        completion.end(early);
      }
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.EXCHANGE, e);
    }
  }

  public void responseBodyBytes(byte[] bytes, int offset, int length) {
    traffic.responseBodyBytes(bytes, offset, length);
  }

  /** Reports the buffer's remaining bytes; its position does not change. */
  public void responseBodyBytes(ByteBuffer bytes) {
    traffic.responseBodyBytes(bytes);
  }

  /** The application skipped bytes, which the adapter did not see. */
  public void responseBodySkipped(long bytes) {
    traffic.responseBodySkipped(bytes);
  }

  /** The application may come back to this position. */
  public void responseBodyMarked() {
    traffic.responseBodyMarked();
  }

  /** The application went back to the position that it marked. */
  public void responseBodyReset() {
    traffic.responseBodyReset();
  }

  /** The body's stream is at its end. Fewer bytes than {@code Content-Length}: a network error. */
  public void responseBodyEnd() {
    completion.endBody(traffic.isResponseBodyCutShort() ? ErrorType.NETWORK : ErrorType.NONE);
  }

  /** The response is complete, or it has no body. */
  public void responseEnd() {
    completion.endBody(ErrorType.NONE);
  }

  /** The application closed the body. If more bytes would have come, it cancelled the attempt. */
  public void responseBodyClosed() {
    completion.endBody(traffic.isResponseBodyComplete() ? ErrorType.NONE : ErrorType.CANCELLED);
  }

  /** Reading the body failed. A cancellation after the body's last byte is no failure. */
  public void responseFailed(Throwable thrown) {
    ErrorType error = failures.classify(thrown);
    boolean complete = error == ErrorType.CANCELLED && traffic.isResponseBodyComplete();
    completion.endBody(complete ? ErrorType.NONE : error);
  }

  /** The attempt failed, whether or not there is a response. */
  public void failed(Throwable thrown) {
    completion.end(failures.classify(thrown));
  }

  public void canceled() {
    completion.end(ErrorType.CANCELLED);
  }

  /** The client dropped the attempt: a cancellation, unless the response was complete. */
  public void released() {
    if (hasResponse()) {
      responseBodyClosed();
    } else {
      canceled();
    }
  }

  /** Ends the attempt without a record. */
  public void discard() {
    completion.discard();
  }

  /** A step failed inside the agent: counts that, and ends the attempt without a record. */
  public void abandon(Throwable fault) {
    AgentErrors.countAndLog(AgentErrors.Stage.EXCHANGE, fault);
    try {
      completion.discard();
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.EXCHANGE, e);
    }
  }

  /** Whether the response head is known, or the attempt ended without one. */
  public boolean hasResponse() {
    return traffic.hasResponse();
  }

  /** Releases the attempt when this object is collected. Replaces an object given before. */
  public void endWhenCollected(Object reader) {
    try {
      completion.track(reader, this::released);
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.EXCHANGE, e);
    }
  }

  /** Like {@link #endWhenCollected}, but does nothing if a body's stream is already tracked. */
  public void endWhenCollectedUnlessTracked(Object response) {
    if (!completion.isTrackedOrOver()) {
      endWhenCollected(response);
    }
  }

  /** Ends the attempt as of now, unless the application reads the error's body within a second. */
  public void endIfUnreadAfterGrace() {
    try {
      UnreferencedBodies.endAfterGrace(nanos -> completion.end(ErrorType.NONE, nanos));
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.EXCHANGE, e);
    }
  }
}
