package ai.holysheep.agent;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.exchange.CallRecord;
import ai.holysheep.agent.exchange.RecordSink;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Keeps records until they can be counted: prices are read and metrics built on the agent's own
 * thread while calls are made already.
 */
final class BufferingRecordSink implements RecordSink {
  private final Queue<CallRecord> early = new ConcurrentLinkedQueue<>();
  private volatile @Nullable RecordSink next;

  @Override
  public void accept(CallRecord record) {
    RecordSink ready = next;
    if (ready != null) {
      ready.accept(record);
      return;
    }
    early.add(record);
    // The sink may have come between the look and the add, after its last look at the queue.
    drain();
  }

  /** From now on records go straight to this sink. */
  void handTo(RecordSink sink) {
    next = sink;
    drain();
  }

  private void drain() {
    RecordSink ready = next;
    if (ready == null) {
      return;
    }
    for (CallRecord record = early.poll(); record != null; record = early.poll()) {
      try {
        ready.accept(record);
      } catch (Throwable e) {
        AgentErrors.count(AgentErrors.Stage.METRICS, e);
      }
    }
  }
}
