package ai.holysheep.agent.diagnostics;

import ai.holysheep.agent.thread.SupervisedThread;

/** Counts each fault of a supervised thread, and logs one line for each outage. */
public final class CountedFaults implements SupervisedThread.FaultListener {
  private final AgentErrors.Stage stage;

  public CountedFaults(AgentErrors.Stage stage) {
    this.stage = stage;
  }

  @Override
  public void onFault(String thread, Throwable fault, boolean startsOutage) {
    AgentErrors.count(stage);
    if (startsOutage) {
      Log.warn("fault in " + stage.label() + ", " + thread + " tries again: " + fault);
    }
    Log.trace(fault);
  }
}
