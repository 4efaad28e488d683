package ai.holysheep.agent.exchange;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.exchange.tracking.RetryTracker;
import ai.holysheep.agent.exchange.tracking.UnreferencedBodies;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Takes the steps of an {@link Exchange}, and is the guard before all that can fail in them: it
 * counts what is thrown. A step that should have ended the attempt ends it all the same.
 */
final class Attempt {
  private final AttemptStart start;
  private final AttemptOptions options;
  private final Traffic traffic;
  private final Completion completion;
  private final FailureClassifier failures;

  Attempt(AttemptStart start, AttemptOptions options, RecordSink sink, AtomicLong active) {
    this.start = start;
    this.options = options;
    traffic = new Traffic(start.endpoint, options.requestReading);
    if (options.measuresStreams) {
      traffic.measureStream();
    }
    completion = new Completion(start, traffic, sink, active);
    failures = new FailureClassifier(start.nanos);
  }

  /** Its queries are reads of fields, which cannot fail. */
  Traffic traffic() {
    return traffic;
  }

  Object callKeyOr(Object fallback) {
    return start.callOr(fallback);
  }

  void classifyWith(CancellationProbe probe, Object probedCall) {
    try {
      failures.probeWith(probe, probedCall);
    } catch (Throwable e) {
      count(e);
    }
  }

  void classifyLike(Attempt earlier) {
    failures.probeLike(earlier.failures);
  }

  void report(AttemptStep step) {
    try {
      switch (step) {
        case REQUEST_START:
          traffic.requestStart();
          break;
        case TUNNEL_START:
          traffic.tunnelStart();
          break;
        case REQUEST_BODY_START:
          traffic.requestBodyStart();
          break;
        case RESPONSE_BODY_START:
          traffic.responseBodyStart();
          break;
        case RESPONSE_BODY_MARKED:
          traffic.responseBodyMarked();
          break;
        default:
          traffic.responseBodyReset();
      }
    } catch (Throwable e) {
      count(e);
    }
  }

  <Q> void requestHead(RequestFields<Q> fields, Q request) {
    try {
      traffic.requestHead(RequestHead.read(options.attribution, fields, request));
    } catch (Throwable e) {
      count(e);
    }
  }

  void requestContentType(@Nullable String type) {
    try {
      traffic.requestContentType(type);
    } catch (Throwable e) {
      count(e);
    }
  }

  void requestBodyBytes(byte[] bytes, int offset, int length) {
    try {
      traffic.requestBodyBytes(bytes, offset, length);
    } catch (Throwable e) {
      count(e);
    }
  }

  void requestBodyBytes(ByteBuffer bytes) {
    try {
      traffic.requestBodyBytes(bytes);
    } catch (Throwable e) {
      count(e);
    }
  }

  void responseBodyBytes(byte[] bytes, int offset, int length) {
    try {
      if (traffic.responseBodyBytes(bytes, offset, length)) {
        end(AttemptEnd.BODY_END, null);
      }
    } catch (Throwable e) {
      count(e);
    }
  }

  void responseBodyBytes(ByteBuffer bytes) {
    try {
      if (traffic.responseBodyBytes(bytes)) {
        end(AttemptEnd.BODY_END, null);
      }
    } catch (Throwable e) {
      count(e);
    }
  }

  void responseBodySkipped(long bytes) {
    try {
      traffic.responseBodySkipped(bytes);
    } catch (Throwable e) {
      count(e);
    }
  }

  /** The status is known afterwards, whatever the header fields do. */
  void responseHeaders(int status, HeaderLookup headers) {
    try {
      traffic.responseHeaders(status, new ResponseHead(headers, options.costScale));
      if (RetryTracker.isRetryable(status)) {
        Completion.failedCall(start);
      }
      ErrorType early = traffic.earlyBodyEnd();
      if (early != null) {
        completion.end(early);
      }
    } catch (Throwable e) {
      abandon(e);
    }
  }

  /** What was thrown is for those ends that are failures. */
  void end(AttemptEnd end, @Nullable Throwable thrown) {
    try {
      switch (end) {
        case BODY_END:
          completion.endBodyAtItsEnd();
          break;
        case RESPONSE_END:
          completion.endResponse();
          break;
        case BODY_CLOSED:
          completion.endBodyEarly(ErrorType.CANCELLED);
          break;
        case BODY_FAILED:
          completion.endBodyEarly(failures.classify(thrown));
          break;
        case FAILED:
          fail(thrown);
          break;
        case RELEASED:
          completion.endEarly(ErrorType.CANCELLED);
          break;
        default:
          completion.end(ErrorType.CANCELLED);
      }
    } catch (Throwable e) {
      abandon(e);
    }
  }

  /** What the client has refused by itself, before it sent anything, is no attempt. */
  private void fail(@Nullable Throwable thrown) {
    if (!traffic.hasBegun() && failures.isRefusal(thrown)) {
      completion.discard();
    } else {
      completion.endEarly(failures.classify(thrown));
    }
  }

  void discard() {
    try {
      completion.discard();
    } catch (Throwable e) {
      abandon(e);
    }
  }

  void abandon(Throwable fault) {
    completion.abandon();
    count(fault);
  }

  void endWhenCollected(Object reader) {
    try {
      completion.track(reader, new Collected());
    } catch (Throwable e) {
      count(e);
    }
  }

  void endWhenCollectedUnlessTracked(Object response) {
    try {
      if (!completion.isTrackedOrOver()) {
        completion.track(response, new Collected());
      }
    } catch (Throwable e) {
      count(e);
    }
  }

  /** If it cannot wait for the body, it ends the attempt now: the status decides its outcome. */
  void endIfUnreadAfterGrace() {
    try {
      UnreferencedBodies.endAfterGrace(new EndAfterGrace(completion));
    } catch (Throwable e) {
      count(e);
      end(AttemptEnd.RESPONSE_END, null);
    }
  }

  private static void count(Throwable fault) {
    AgentErrors.countAndLog(AgentErrors.Stage.EXCHANGE, fault);
  }

  /** No lambda: the JVM links one by reflection, and a security manager may refuse that. */
  private final class Collected implements Runnable {
    @Override
    public void run() {
      end(AttemptEnd.RELEASED, null);
    }
  }
}
