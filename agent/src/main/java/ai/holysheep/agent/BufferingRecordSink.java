package ai.holysheep.agent;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.exchange.CallRecord;
import ai.holysheep.agent.exchange.RecordSink;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Keeps records until they can be counted: the application may make calls while the agent's own
 * thread still reads prices and builds metrics.
 */
final class BufferingRecordSink implements RecordSink {
  private final Queue<CallRecord> buffered = new ConcurrentLinkedQueue<>();
  private volatile @Nullable RecordSink next;

  @Override
  public void accept(CallRecord record) {
    RecordSink ready = next;
    if (ready != null) {
      ready.accept(record);
      return;
    }
    buffered.add(record);
    // forwardTo may have run between the read of next and the add, and not have seen this record.
    drain();
  }

  /** Passes all buffered records to this sink, and later ones directly. */
  void forwardTo(RecordSink sink) {
    next = sink;
    drain();
  }

  private void drain() {
    RecordSink ready = next;
    if (ready == null) {
      return;
    }
    for (CallRecord record = buffered.poll(); record != null; record = buffered.poll()) {
      try {
        ready.accept(record);
      } catch (Throwable e) {
        AgentErrors.countAndLog(AgentErrors.Stage.METRICS, e);
      }
    }
  }
}
