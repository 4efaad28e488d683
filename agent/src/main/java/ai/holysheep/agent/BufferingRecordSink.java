package ai.holysheep.agent;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.exchange.CallRecord;
import ai.holysheep.agent.exchange.RecordSink;
import ai.holysheep.agent.thread.SupervisedThread;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps records until they can be counted: the application may make calls while the agent's own
 * threads still read prices and build metrics. What it has no room for, it drops and counts.
 */
final class BufferingRecordSink implements RecordSink {
  /** About 3 MB. */
  static final int CAPACITY = 10_000;

  private final Queue<CallRecord> buffered;
  private final AtomicInteger size = new AtomicInteger();
  private volatile @Nullable RecordSink next;
  private volatile @Nullable SupervisedThread counter;

  BufferingRecordSink() {
    this(new ConcurrentLinkedQueue<>());
  }

  /**
   * @param buffered an empty queue without locks
   */
  BufferingRecordSink(Queue<CallRecord> buffered) {
    this.buffered = buffered;
  }

  /** The thread that calls {@link #forwardTo}. If it could not start, a record tries again. */
  void countedBy(SupervisedThread thread) {
    counter = thread;
  }

  @Override
  public void accept(CallRecord record) {
    RecordSink ready = next;
    if (ready != null) {
      ready.accept(record);
      return;
    }
    if (size.incrementAndGet() > CAPACITY) {
      size.decrementAndGet();
      countLost();
    } else {
      add(record);
    }
    SupervisedThread notStarted = counter;
    if (notStarted != null) {
      notStarted.tryStart();
    }
    // forwardTo may have run between the read of next and the add, and not have seen this record.
    drain();
  }

  private void add(CallRecord record) {
    try {
      buffered.add(record);
    } catch (Throwable noMemory) {
      size.decrementAndGet();
      countLost();
    }
  }

  private static void countLost() {
    AgentErrors.countLostCall(
        AgentErrors.Stage.METRICS, "a call that ended before the agent could count it");
  }

  /** Whether half of the room is used: calls come faster than they can be kept for long. */
  boolean isFilling() {
    return size.get() > CAPACITY / 2;
  }

  /** Passes all buffered records to this sink, and later ones directly. */
  void forwardTo(RecordSink sink) {
    next = sink;
    drain();
  }

  /** There is nothing to pass records to, now and later. */
  void discardAll() {
    forwardTo(uncounted -> {});
  }

  private void drain() {
    RecordSink ready = next;
    if (ready == null) {
      return;
    }
    for (CallRecord record = buffered.poll(); record != null; record = buffered.poll()) {
      size.decrementAndGet();
      try {
        ready.accept(record);
      } catch (Throwable e) {
        AgentErrors.countAndLog(AgentErrors.Stage.METRICS, e);
      }
    }
  }
}
