package ai.holysheep.agent.metrics;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.Log;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Counts the calls whose value of a label became {@code other}, and says once that the label's
 * values are used up. Any thread may use it; it never throws.
 */
final class LabelOverflow {
  private final ExactSum calls;
  private final String line;
  private final AtomicBoolean said = new AtomicBoolean();

  /**
   * @param calls may be shared by several limits of one label
   * @param line for the log
   */
  LabelOverflow(ExactSum calls, String line) {
    this.calls = calls;
    this.line = line;
  }

  /** A call has no value of its own, since all are used up. */
  void count() {
    countWithoutLine();
    // The first look keeps threads that only count from writing to the same place.
    if (!said.get() && said.compareAndSet(false, true)) {
      Log.warn(line);
    }
  }

  /** A call has a value that never has a label of its own. */
  void countWithoutLine() {
    try {
      calls.add(1);
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.METRICS, e);
    }
  }
}
