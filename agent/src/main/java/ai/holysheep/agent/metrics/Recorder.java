package ai.holysheep.agent.metrics;

import ai.holysheep.agent.exchange.CallRecord;
import ai.holysheep.agent.exchange.RecordSink;
import ai.holysheep.agent.fault.Faults;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Keeps records until the metrics are there: they are built on the agent's own thread while calls
 * are made already.
 */
public final class Recorder implements RecordSink {
  private final Queue<CallRecord> early = new ConcurrentLinkedQueue<>();
  private volatile @Nullable Metrics metrics;

  @Override
  public void accept(CallRecord record) {
    Metrics ready = metrics;
    if (ready != null) {
      ready.record(record);
      return;
    }
    early.add(record);
    // The metrics may have come between the look and the add, after their last look at the queue.
    drain();
  }

  /** From now on records go straight to these metrics. */
  public void ready(Metrics built) {
    metrics = built;
    drain();
  }

  private void drain() {
    Metrics ready = metrics;
    if (ready == null) {
      return;
    }
    for (CallRecord record = early.poll(); record != null; record = early.poll()) {
      try {
        ready.record(record);
      } catch (Throwable e) {
        Faults.count(Faults.Stage.METRICS, e);
      }
    }
  }
}
