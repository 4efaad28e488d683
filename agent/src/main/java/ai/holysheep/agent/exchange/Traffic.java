package ai.holysheep.agent.exchange;

import ai.holysheep.agent.exchange.billing.Endpoint;
import ai.holysheep.agent.exchange.billing.EndpointKind;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The request and the response of one attempt as they pass: status, header fields and both bodies.
 * Any thread may report to it; it ignores everything after {@link #stop}. Its monitor is the
 * attempt's only lock, and is never held across the client's input or output.
 */
final class Traffic {
  private static final int PARTIAL_CONTENT = 206;

  private final RequestBody requestBody;
  private final ResponseBody responseBody;
  private GatewayHeaders responseHeaders = GatewayHeaders.NONE;
  private int status;

  /** A flag of its own: the status may be any number, also 0. */
  private volatile boolean hasHead;

  private volatile boolean requestStarted;
  private volatile boolean tunnelStarted;
  private volatile boolean requestBodyStarted;
  private volatile boolean stopped;

  /** The body's outcome, if it ended before the response head was reported. */
  private @Nullable ErrorType earlyBodyEnd;

  Traffic(Endpoint endpoint, RequestReading reading) {
    boolean isFile = endpoint.kind == EndpointKind.FILE;
    requestBody = new RequestBody(isFile, reading, endpoint.path);
    responseBody = new ResponseBody(isFile);
  }

  void requestStart() {
    requestStarted = true;
  }

  boolean isRequestStarted() {
    return requestStarted;
  }

  void tunnelStart() {
    tunnelStarted = true;
  }

  boolean hasReachedNetwork() {
    return requestStarted || tunnelStarted;
  }

  /** Whether anything was sent or received. */
  boolean hasBegun() {
    return hasReachedNetwork() || requestBodyStarted || hasHead;
  }

  synchronized void requestHead(@Nullable RequestHead head) {
    if (!stopped) {
      requestBody.head(head);
    }
  }

  /** The head as it was sent last; {@code null} if it says nothing that anybody asks for. */
  synchronized @Nullable RequestHead requestHead() {
    return requestBody.head();
  }

  synchronized void requestContentType(@Nullable String type) {
    if (!stopped) {
      requestBody.contentType(type);
    }
  }

  synchronized void requestBodyStart() {
    requestBodyStarted = true;
    if (!stopped) {
      requestBody.start();
    }
  }

  synchronized void requestBodyBytes(byte[] bytes, int offset, int length) {
    requestBodyStarted = true;
    if (!stopped) {
      requestBody.bytes(bytes, offset, length);
    }
  }

  synchronized void requestBodyBytes(ByteBuffer bytes) {
    requestBodyStarted = true;
    if (!stopped) {
      requestBody.bytes(bytes);
    }
  }

  synchronized void responseBodyStart() {
    if (!stopped) {
      earlyBodyEnd = null;
      responseBody.start();
    }
  }

  synchronized void responseHeaders(int newStatus, ResponseHead head) {
    if (!stopped) {
      status = newStatus;
      hasHead = true;
      responseHeaders = head.gateway;
      responseBody.headers(head.contentLength, head.contentEncoding);
      responseBody.declaredStream(head.isEventStream);
    }
  }

  /** Returns whether the body is over with its last byte, as its {@code Content-Length} says. */
  synchronized boolean responseBodyBytes(byte[] bytes, int offset, int length) {
    if (!stopped) {
      responseBody.bytes(bytes, offset, length);
    }
    return isOver();
  }

  /** Returns whether the body is over with its last byte, as its {@code Content-Length} says. */
  synchronized boolean responseBodyBytes(ByteBuffer bytes) {
    if (!stopped) {
      responseBody.bytes(bytes);
    }
    return isOver();
  }

  private boolean isOver() {
    return !stopped && hasHead && responseBody.isAtItsLength();
  }

  synchronized void responseBodySkipped(long bytes) {
    if (!stopped) {
      responseBody.skip(bytes);
    }
  }

  synchronized void responseBodyMarked() {
    responseBody.mark();
  }

  synchronized void responseBodyReset() {
    responseBody.resetToMark();
  }

  /**
   * The response's body has ended. Returns {@code false} if the response head has not been reported
   * yet: the attempt is not over, and {@link #earlyBodyEnd} keeps the first outcome. Whoever
   * reports an end after {@link #stop} may have to finish it.
   */
  synchronized boolean responseBodyEnd(ErrorType outcome) {
    if (!hasHead && earlyBodyEnd == null) {
      earlyBodyEnd = outcome;
    }
    return hasResponse();
  }

  synchronized @Nullable ErrorType earlyBodyEnd() {
    return earlyBodyEnd;
  }

  synchronized boolean isResponseBodyComplete() {
    return stopped || responseBody.isComplete();
  }

  synchronized boolean isResponseBodyCutShort() {
    return responseBody.isCutShort();
  }

  /** At the body's end: whether its compressed data has not ended, or is corrupt. */
  synchronized boolean isResponseBodyBroken() {
    return isWhole() && responseBody.isBroken();
  }

  /** Whether the compressed data is not what the server compressed. */
  synchronized boolean isResponseBodyCorrupt() {
    return isWhole() && responseBody.isCorrupt();
  }

  /** Whether the response is no part of a file, which may begin and end anywhere. */
  private boolean isWhole() {
    return !stopped && status != PARTIAL_CONTENT;
  }

  /** The attempt is over. Returns {@code false} if it was over before. */
  synchronized boolean stop() {
    boolean first = !stopped;
    stopped = true;
    return first;
  }

  boolean isStopped() {
    return stopped;
  }

  /** Whether the status is known, or will never be. */
  boolean hasResponse() {
    return hasHead || stopped;
  }

  /** The status as the client reports it, which may be any number; 0 without a response head. */
  synchronized int status() {
    return status;
  }

  synchronized GatewayHeaders responseHeaders() {
    return responseHeaders;
  }

  /** The model that the request's body names; {@code null} if it names none. */
  @Nullable String requestModel() {
    return requestBody.model();
  }

  @Nullable String imageForm() {
    return requestBody.imageForm();
  }

  /** Whom the request's body names as its user; {@code null} if nobody, or if nobody asks. */
  @Nullable String requestUser() {
    return requestBody.user();
  }

  /** See {@link RequestBody#fingerprint}. Called when the attempt is over. */
  synchronized @Nullable String requestFingerprint() {
    return requestBody.fingerprint();
  }

  /** Called once, before the response. */
  void measureStream() {
    responseBody.measureTimes();
  }

  synchronized long requestBytes() {
    return requestBody.passedBytes();
  }

  /** For the thread whose {@link #stop} was the first, before {@link #releaseReaders}. */
  ResponseBody responseBody() {
    return responseBody;
  }

  /** Called once, by the thread whose {@link #stop} was the first, when the record is built. */
  synchronized void releaseReaders() {
    requestBody.release();
    responseBody.release();
  }
}
