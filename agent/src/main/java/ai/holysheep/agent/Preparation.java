package ai.holysheep.agent;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.CountedFaults;
import ai.holysheep.agent.thread.SupervisedThread;

/** Prepares weaving on a thread of the agent while the application loads a client. */
public final class Preparation implements SupervisedThread.Work {
  private Preparation() {}

  /** Any thread may call this. */
  public static void start() {
    new SupervisedThread(
            "holysheep-agent-prepare",
            new Preparation(),
            new CountedFaults(AgentErrors.Stage.INSTRUMENTATION))
        .start();
  }

  @Override
  public void run() {
    try {
      SharedWeaver.INSTANCE.prepare();
    } catch (Throwable e) {
      // It is not prepared again: the first weaving does the same work.
      AgentErrors.countAndLog(AgentErrors.Stage.INSTRUMENTATION, e);
    }
  }
}
