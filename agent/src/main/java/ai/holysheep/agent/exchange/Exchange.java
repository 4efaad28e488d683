package ai.holysheep.agent.exchange;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
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
 * // 2. The request's head is sent. Optional: for clients with caches, tunnels or challenges. The
 * //    start reads its fields already; they are read again where the client has added some.
 * exchange.requestStart();              // or tunnelStart(), for CONNECT
 * MESSAGES.requestHead(exchange, request);
 *
 * // 3. The request's body is sent. The start is optional; a second start forgets the first body.
 * exchange.requestContentType(type);    // optional
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
 * counted ({@link Attempt} is the guard). An exchange keeps no object of the application alive.
 */
public final class Exchange {
  private final Attempt attempt;

  /**
   * @param active counts the attempts that have not ended, this one too
   */
  Exchange(AttemptStart start, AttemptOptions options, RecordSink sink, AtomicLong active) {
    attempt = new Attempt(start, options, sink, active);
  }

  /** The key that all attempts of this call share; {@code fallback} if it has none or lost it. */
  public Object callKeyOr(Object fallback) {
    return attempt.callKeyOr(fallback);
  }

  /** Asks this probe first how the attempt failed. Holds both objects weakly. */
  public void classifyWith(CancellationProbe probe, Object probedCall) {
    attempt.classifyWith(probe, probedCall);
  }

  /** Asks the probe of an earlier attempt of the same call. */
  public void classifyLike(Exchange earlier) {
    attempt.classifyLike(earlier.attempt);
  }

  /** The client writes the request's head. */
  public void requestStart() {
    attempt.report(AttemptStep.REQUEST_START);
  }

  public boolean isRequestStarted() {
    return attempt.traffic().isRequestStarted();
  }

  /** The client asks a proxy for a tunnel. If the proxy refuses, that is the attempt's response. */
  public void tunnelStart() {
    attempt.report(AttemptStep.TUNNEL_START);
  }

  /** Whether anything was sent. A response without that came from a cache or the application. */
  public boolean hasReachedNetwork() {
    return attempt.traffic().hasReachedNetwork();
  }

  /** The fields of the request's head as it is sent. What was read of it before is forgotten. */
  public <Q> void requestHead(RequestFields<Q> fields, Q request) {
    attempt.requestHead(fields, request);
  }

  /** The request's {@code Content-Type}, before its body; {@code null} if it is not known. */
  public void requestContentType(@Nullable String type) {
    attempt.requestContentType(type);
  }

  /** The client sends the request's body from its start, perhaps not for the first time. */
  public void requestBodyStart() {
    attempt.report(AttemptStep.REQUEST_BODY_START);
  }

  public void requestBodyBytes(byte[] bytes, int offset, int length) {
    attempt.requestBodyBytes(bytes, offset, length);
  }

  /** Reports the buffer's remaining bytes; its position does not change. */
  public void requestBodyBytes(ByteBuffer bytes) {
    attempt.requestBodyBytes(bytes);
  }

  /** The response's body starts. A body before it belonged to an intermediate response. */
  public void responseBodyStart() {
    attempt.report(AttemptStep.RESPONSE_BODY_START);
  }

  /** The final status, which may be any number, and the header fields have arrived. */
  public void responseHeaders(int status, HeaderLookup headers) {
    attempt.responseHeaders(status, headers);
  }

  public void responseBodyBytes(byte[] bytes, int offset, int length) {
    attempt.responseBodyBytes(bytes, offset, length);
  }

  /** Reports the buffer's remaining bytes; its position does not change. */
  public void responseBodyBytes(ByteBuffer bytes) {
    attempt.responseBodyBytes(bytes);
  }

  /** The application skipped bytes, which the adapter did not see. */
  public void responseBodySkipped(long bytes) {
    attempt.responseBodySkipped(bytes);
  }

  /** The application may come back to this position. */
  public void responseBodyMarked() {
    attempt.report(AttemptStep.RESPONSE_BODY_MARKED);
  }

  /** The application went back to the position that it marked. */
  public void responseBodyReset() {
    attempt.report(AttemptStep.RESPONSE_BODY_RESET);
  }

  /** The body's stream is at its end. Fewer bytes than {@code Content-Length}: a network error. */
  public void responseBodyEnd() {
    attempt.end(AttemptEnd.BODY_END, null);
  }

  /** The response is complete, or it has no body. */
  public void responseEnd() {
    attempt.end(AttemptEnd.RESPONSE_END, null);
  }

  /** The application closed the body. If more bytes would have come, it cancelled the attempt. */
  public void responseBodyClosed() {
    attempt.end(AttemptEnd.BODY_CLOSED, null);
  }

  /** Reading the body failed. A cancellation after the body's last byte is no failure. */
  public void responseFailed(Throwable thrown) {
    attempt.end(AttemptEnd.BODY_FAILED, thrown);
  }

  /** The attempt failed at any step. A cancellation after the body's last byte is no failure. */
  public void failed(Throwable thrown) {
    attempt.end(AttemptEnd.FAILED, thrown);
  }

  public void canceled() {
    attempt.end(AttemptEnd.CANCELED, null);
  }

  /** The client dropped the attempt: a cancellation, unless the response was complete. */
  public void released() {
    attempt.end(AttemptEnd.RELEASED, null);
  }

  /** Ends the attempt without a record. */
  public void discard() {
    attempt.discard();
  }

  /** A step failed inside the agent: counts that, and ends the attempt without a record. */
  public void abandon(Throwable fault) {
    attempt.abandon(fault);
  }

  /** Whether the response head is known, or the attempt ended without one. */
  public boolean hasResponse() {
    return attempt.traffic().hasResponse();
  }

  /** Whether the attempt is over, so that no step has an effect. */
  public boolean isEnded() {
    return attempt.traffic().isStopped();
  }

  /** Releases the attempt when this object is collected. Replaces an object given before. */
  public void endWhenCollected(Object reader) {
    attempt.endWhenCollected(reader);
  }

  /** Like {@link #endWhenCollected}, but does nothing if a body's stream is already tracked. */
  public void endWhenCollectedUnlessTracked(Object response) {
    attempt.endWhenCollectedUnlessTracked(response);
  }

  /** Ends the attempt as of now, unless the application reads the error's body within a second. */
  public void endIfUnreadAfterGrace() {
    attempt.endIfUnreadAfterGrace();
  }
}
