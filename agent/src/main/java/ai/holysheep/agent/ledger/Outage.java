package ai.holysheep.agent.ledger;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.Log;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A time in which the ledger cannot be written, because of the disk or for want of memory. It is
 * logged once, and each failed try is counted. The pauses between the tries grow. Used by one
 * thread.
 */
final class Outage {
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LAST_PAUSE_MILLIS = 5000;

  private final String folderName;
  private final AtomicLong dropped;
  private long pauseMillis;
  private long droppedBefore;
  private boolean logged;

  Outage(String folderName, AtomicLong dropped) {
    this.folderName = folderName;
    this.dropped = dropped;
  }

  boolean isOn() {
    return pauseMillis > 0;
  }

  /** The pause before the next try; 0 while writing works. */
  long pauseMillis() {
    return pauseMillis;
  }

  /** Never throws. A line for which there is no memory now follows at the next failure. */
  void failed(Throwable cause) {
    if (pauseMillis == 0) {
      droppedBefore = dropped.get();
    }
    pauseMillis = Math.min(Math.max(FIRST_PAUSE_MILLIS, 2 * pauseMillis), LAST_PAUSE_MILLIS);
    try {
      AgentErrors.count(AgentErrors.Stage.LEDGER);
      if (!logged) {
        Log.warn(
            "ledger.dir "
                + folderName
                + " cannot be written: "
                + cause
                + "; the agent tries again, and drops and counts calls that the queue cannot hold");
        logged = true;
      }
    } catch (Throwable noMemory) {
      // The calls are kept, and the next failure logs.
    }
  }

  void ended() {
    if (pauseMillis == 0) {
      return;
    }
    if (logged) {
      long lost = dropped.get() - droppedBefore;
      Log.info("ledger in " + folderName + " is written again, " + lost + " calls are not in it");
      logged = false;
    }
    pauseMillis = 0;
  }
}
