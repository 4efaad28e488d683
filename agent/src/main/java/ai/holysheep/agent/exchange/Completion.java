package ai.holysheep.agent.exchange;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.exchange.tracking.RetryTracker;
import ai.holysheep.agent.exchange.tracking.UnreferencedBodies;
import ai.holysheep.agent.usage.BodyError;
import org.jspecify.annotations.Nullable;

/**
 * Ends one attempt exactly once and publishes its record, whichever thread reports the end first.
 * Whatever fails on the way, the listener is called.
 */
final class Completion {
  private final AttemptStart start;
  private final Traffic traffic;
  private final Listener listener;

  /** Guarded by {@link #traffic}, which is the attempt's only lock. */
  private UnreferencedBodies.@Nullable TrackedReader tracked;

  /** Is called once for each attempt. */
  interface Listener {
    /**
     * The attempt is over.
     *
     * @param record {@code null} if there was no attempt after all, or if the record failed
     */
    void ended(@Nullable CallRecord record);
  }

  Completion(AttemptStart start, Traffic traffic, Listener listener) {
    this.start = start;
    this.traffic = traffic;
    this.listener = listener;
  }

  /** The response's body has ended; so has the attempt, once its response head is reported. */
  void endBody(ErrorType outcome) {
    if (traffic.responseBodyEnd(outcome)) {
      end(outcome);
    }
  }

  /** The body's last byte has passed. */
  void endBodyAtItsEnd() {
    endBody(traffic.isResponseBodyCutShort() ? ErrorType.NETWORK : ErrorType.NONE);
  }

  /** Nothing more of the body will be read. A cancellation after its last byte is none. */
  void endBodyEarly(ErrorType outcome) {
    boolean complete = outcome == ErrorType.CANCELLED && traffic.isResponseBodyComplete();
    endBody(complete ? ErrorType.NONE : outcome);
  }

  /** Nothing more will be read: a cancellation, unless the response was complete. */
  void release() {
    if (traffic.hasResponse()) {
      endBodyEarly(ErrorType.CANCELLED);
    } else {
      end(ErrorType.CANCELLED);
    }
  }

  void end(ErrorType outcome) {
    end(outcome, System.nanoTime());
  }

  /** Ends the attempt as of an earlier {@link System#nanoTime}. */
  void end(ErrorType outcome, long endNanos) {
    if (!traffic.stop()) {
      return;
    }
    CallRecord record = null;
    try {
      record = record(outcome, endNanos);
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.EXCHANGE, e);
    } finally {
      publish(record);
    }
  }

  /** Ends the attempt without a record. */
  void discard() {
    if (traffic.stop()) {
      publish(null);
    }
  }

  private CallRecord record(ErrorType outcome, long endNanos) {
    if (outcome == ErrorType.NETWORK || outcome == ErrorType.TIMEOUT) {
      failedCall(start);
    }
    return new CallRecord(start, traffic, errorType(outcome), endNanos);
  }

  /** A retry that is not recognised as one costs less than a record. */
  static void failedCall(AttemptStart start) {
    try {
      RetryTracker.recordFailure(start.call);
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.EXCHANGE, e);
    }
  }

  private void publish(@Nullable CallRecord record) {
    try {
      listener.ended(record);
    } finally {
      clean();
    }
  }

  private void clean() {
    try {
      UnreferencedBodies.TrackedReader forgotten;
      synchronized (traffic) {
        forgotten = tracked;
        tracked = null;
      }
      if (forgotten != null) {
        forgotten.forget();
      }
      traffic.releaseReaders();
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.EXCHANGE, e);
    }
  }

  /**
   * The status of an error or a redirect decides, however the body ends: clients throw a redirect's
   * body away. An error event inside a stream decides next.
   */
  private ErrorType errorType(ErrorType outcome) {
    int status = traffic.status();
    ErrorType byStatus = ErrorType.ofStatus(status);
    if (byStatus != ErrorType.NONE || status >= 300) {
      return byStatus;
    }
    ResponseBody body = traffic.responseBody();
    BodyError event = body.isStream() ? body.error(false) : null;
    return event == null ? outcome : ErrorType.ofEvent(event);
  }

  /** Calls back when this reader is collected; a reader that was tracked before is forgotten. */
  void track(Object reader, Runnable whenCollected) {
    UnreferencedBodies.TrackedReader next = UnreferencedBodies.track(reader, whenCollected);
    UnreferencedBodies.TrackedReader forgotten;
    synchronized (traffic) {
      if (traffic.isStopped()) {
        forgotten = next;
      } else {
        forgotten = tracked;
        tracked = next;
      }
    }
    if (forgotten != null) {
      forgotten.forget();
    }
  }

  /** Whether a reader is tracked, or need not be since the attempt is over. */
  boolean isTrackedOrOver() {
    synchronized (traffic) {
      return traffic.isStopped() || tracked != null;
    }
  }
}
