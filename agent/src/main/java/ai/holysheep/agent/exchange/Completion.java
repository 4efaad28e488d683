package ai.holysheep.agent.exchange;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.exchange.tracking.RetryTracker;
import ai.holysheep.agent.exchange.tracking.UnreferencedBodies;
import ai.holysheep.agent.usage.BodyError;
import org.jspecify.annotations.Nullable;

/**
 * Ends one attempt exactly once and publishes its record, whichever thread reports the end first.
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

  void end(ErrorType outcome) {
    end(outcome, System.nanoTime());
  }

  /** Ends the attempt as of an earlier {@link System#nanoTime}. */
  void end(ErrorType outcome, long endNanos) {
    if (!stop()) {
      return;
    }
    if (outcome == ErrorType.NETWORK || outcome == ErrorType.TIMEOUT) {
      RetryTracker.recordFailure(start.call);
    }
    CallRecord record = null;
    try {
      record = new CallRecord(start, traffic, errorType(outcome), endNanos);
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.EXCHANGE, e);
    }
    publish(record);
  }

  /** Ends the attempt without a record. */
  void discard() {
    if (stop()) {
      publish(null);
    }
  }

  private boolean stop() {
    synchronized (traffic) {
      if (tracked != null) {
        tracked.forget();
        tracked = null;
      }
      return traffic.stop();
    }
  }

  private void publish(@Nullable CallRecord record) {
    listener.ended(record);
    traffic.releaseReaders();
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
      forgotten = traffic.isStopped() ? next : tracked;
      tracked = next;
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
