package ai.holysheep.agent.exchange;

import ai.holysheep.agent.diagnostics.AgentErrors;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The request and the response of one attempt as they pass: status, header fields and both bodies.
 * Any thread may report to it; it ignores everything after {@link #stop}. Its monitor is the
 * attempt's only lock, and is never held across the client's input or output.
 */
final class Traffic {
  private final @Nullable String path;
  private final BodyReaders readers = BodyReaders.acquire();
  private final ResponseBody responseBody = new ResponseBody(readers.response);
  private int status;
  private GatewayHeaders responseHeaders = GatewayHeaders.NONE;
  private boolean requestStarted;
  private boolean tunnelStarted;
  private boolean stopped;

  /** The body's outcome, if it ended before the response head was reported. */
  private @Nullable ErrorType earlyBodyEnd;

  Traffic(@Nullable String path) {
    this.path = path;
  }

  synchronized void requestStart() {
    requestStarted = true;
  }

  synchronized boolean isRequestStarted() {
    return requestStarted;
  }

  synchronized void tunnelStart() {
    tunnelStarted = true;
  }

  synchronized boolean hasReachedNetwork() {
    return requestStarted || tunnelStarted;
  }

  synchronized void requestBodyStart() {
    if (!stopped) {
      readers.request.reset();
    }
  }

  synchronized void requestBodyBytes(byte[] bytes, int offset, int length) {
    if (!stopped) {
      try {
        readers.request.accept(bytes, offset, length);
      } catch (Throwable e) {
        AgentErrors.countAndLog(AgentErrors.Stage.USAGE, e);
      }
    }
  }

  synchronized void requestBodyBytes(ByteBuffer bytes) {
    if (!stopped) {
      try {
        readers.request.accept(bytes);
      } catch (Throwable e) {
        AgentErrors.countAndLog(AgentErrors.Stage.USAGE, e);
      }
    }
  }

  synchronized void responseBodyStart() {
    if (!stopped) {
      responseBody.start();
      earlyBodyEnd = null;
    }
  }

  synchronized void responseHeaders(
      int newStatus, GatewayHeaders headers, long contentLength, @Nullable String encoding) {
    if (!stopped) {
      status = newStatus;
      responseHeaders = headers;
      responseBody.headers(contentLength, encoding);
    }
  }

  synchronized void responseBodyBytes(byte[] bytes, int offset, int length) {
    if (!stopped) {
      try {
        responseBody.bytes(bytes, offset, length);
      } catch (Throwable e) {
        AgentErrors.countAndLog(AgentErrors.Stage.USAGE, e);
      }
    }
  }

  synchronized void responseBodyBytes(ByteBuffer bytes) {
    if (!stopped) {
      try {
        responseBody.bytes(bytes);
      } catch (Throwable e) {
        AgentErrors.countAndLog(AgentErrors.Stage.USAGE, e);
      }
    }
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
   * yet: the attempt is not over, and {@link #earlyBodyEnd} keeps the first outcome.
   */
  synchronized boolean responseBodyEnd(ErrorType outcome) {
    if (status == 0 && earlyBodyEnd == null) {
      earlyBodyEnd = outcome;
    }
    return status != 0;
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

  /** The attempt is over. Returns {@code false} if it was over before. */
  synchronized boolean stop() {
    boolean first = !stopped;
    stopped = true;
    return first;
  }

  synchronized boolean isStopped() {
    return stopped;
  }

  /** Whether the status is known, or will never be. */
  synchronized boolean hasResponse() {
    return status != 0 || stopped;
  }

  synchronized int status() {
    return status;
  }

  synchronized GatewayHeaders responseHeaders() {
    return responseHeaders;
  }

  /** The model that the request names; {@code null} if it names none. */
  @Nullable String requestModel() {
    String model = readers.request.model();
    return model == null ? RequestPath.model(path) : model;
  }

  /** For the thread whose {@link #stop} was the first, before {@link #releaseReaders}. */
  ResponseBody responseBody() {
    return responseBody;
  }

  /** Called once, by the thread whose {@link #stop} was the first, when the record is built. */
  void releaseReaders() {
    readers.release();
  }
}
