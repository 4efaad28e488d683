package ai.holysheep.agent.exchange;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.exchange.tracking.RetryTracker;
import ai.holysheep.agent.exchange.tracking.UnreferencedBodies;
import ai.holysheep.agent.usage.BodyError;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Ends one attempt exactly once and publishes its record, whichever thread reports the end first.
 * Whatever fails on the way, the attempt is no longer active then.
 */
final class Completion {
  private final AttemptStart start;
  private final Traffic traffic;
  private final RecordSink sink;
  private final AtomicLong active;

  /** Guarded by {@link #traffic}. */
  private boolean isActive = true;

  /**
   * Whether an end has stopped the traffic and failed before the attempt was no longer active: the
   * thread had no stack left to call anything. The next report of an end finishes it.
   */
  private volatile boolean isHalfEnded;

  /** Guarded by {@link #traffic}, which is the attempt's only lock. */
  private UnreferencedBodies.@Nullable TrackedReader tracked;

  /**
   * @param active counts the attempts that have not ended, this one too
   */
  Completion(AttemptStart start, Traffic traffic, RecordSink sink, AtomicLong active) {
    this.start = start;
    this.traffic = traffic;
    this.sink = sink;
    this.active = active;
  }

  /** The body's last byte has passed. */
  void endBodyAtItsEnd() {
    endBody(traffic.isResponseBodyCutShort() ? ErrorType.NETWORK : outcomeAtTheEnd());
  }

  /** The client says that the response is complete. */
  void endResponse() {
    endBody(outcomeAtTheEnd());
  }

  /** A compressed body may be damaged or cut short, and HTTP does not notice that. */
  private ErrorType outcomeAtTheEnd() {
    return traffic.isResponseBodyBroken() ? ErrorType.NETWORK : ErrorType.NONE;
  }

  /**
   * Nothing more of the body will be read. A cancellation after its last byte is none. Whoever gets
   * compressed data that is corrupt gives it up.
   */
  void endBodyEarly(ErrorType outcome) {
    if (outcome != ErrorType.CANCELLED) {
      endBody(outcome);
    } else if (traffic.isResponseBodyCorrupt()) {
      endBody(ErrorType.NETWORK);
    } else {
      endBody(traffic.isResponseBodyComplete() ? outcomeAtTheEnd() : outcome);
    }
  }

  /** Nothing more will be read, whether or not there is a response. */
  void endEarly(ErrorType outcome) {
    if (traffic.hasResponse()) {
      endBodyEarly(outcome);
    } else {
      end(outcome);
    }
  }

  /** The response's body has ended; so has the attempt, once its response head is reported. */
  private void endBody(ErrorType outcome) {
    if (traffic.responseBodyEnd(outcome)) {
      end(outcome);
    }
  }

  void end(ErrorType outcome) {
    end(outcome, System.nanoTime());
  }

  /** Ends the attempt as of an earlier {@link System#nanoTime}. */
  void end(ErrorType outcome, long endNanos) {
    finish(outcome, endNanos);
  }

  /** Ends the attempt without a record. */
  void discard() {
    finish(null, 0);
  }

  /** Publishes a record if there is an outcome. */
  private void finish(@Nullable ErrorType outcome, long endNanos) {
    if (!traffic.stop()) {
      if (isHalfEnded) {
        deactivate();
      }
      return;
    }
    boolean complete = false;
    try {
      publish(outcome == null ? null : record(outcome, endNanos));
      complete = true;
    } finally {
      isHalfEnded = !complete;
    }
  }

  /** The flag changes last: without stack for the decrement, the next report of an end does it. */
  private void deactivate() {
    synchronized (traffic) {
      if (isActive) {
        active.decrementAndGet();
        isActive = false;
      }
    }
  }

  /** Returns null if there is a fault. */
  private @Nullable CallRecord record(ErrorType outcome, long endNanos) {
    try {
      if (outcome == ErrorType.NETWORK || outcome == ErrorType.TIMEOUT) {
        failedCall(start);
      }
      return new CallRecord(start, traffic, errorType(outcome), endNanos);
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.EXCHANGE, e);
      return null;
    }
  }

  /** A retry that is not recognised as one costs less than a record. */
  static void failedCall(AttemptStart start) {
    try {
      RetryTracker.recordFailure(start.call);
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.EXCHANGE, e);
    }
  }

  /** Ends the attempt without a record, even if that fails. */
  void abandon() {
    try {
      discard();
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.EXCHANGE, e);
    } finally {
      deactivate();
    }
  }

  private void publish(@Nullable CallRecord record) {
    try {
      if (record != null) {
        sink.accept(record);
      }
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.METRICS, e);
    } finally {
      // Last: after a scrape that saw no active attempt, every scrape sees all attempts counted.
      // Within one scrape the registry collects its metrics in no defined order.
      deactivate();
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
   * body away. An error inside a stream, or of a choice, decides next.
   */
  private ErrorType errorType(ErrorType outcome) {
    int status = traffic.status();
    ErrorType byStatus = ErrorType.ofStatus(status);
    if (byStatus != ErrorType.NONE || status >= 300) {
      return byStatus;
    }
    ResponseContent content = traffic.responseBody().content();
    BodyError event = content.isFailure() ? content.error(false) : null;
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
