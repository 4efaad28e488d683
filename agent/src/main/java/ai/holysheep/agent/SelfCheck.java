package ai.holysheep.agent;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.CountedFaults;
import ai.holysheep.agent.thread.SupervisedThread;
import java.util.concurrent.TimeUnit;

/** Looks every second whether something other than a command has turned the agent off. */
final class SelfCheck implements SupervisedThread.Work {
  private static final long PAUSE_MILLIS = 1000;

  private final WatchSwitch watchSwitch;

  private SelfCheck(WatchSwitch watchSwitch) {
    this.watchSwitch = watchSwitch;
  }

  static void start(WatchSwitch watchSwitch) {
    try {
      new SupervisedThread(
              "holysheep-check",
              new SelfCheck(watchSwitch),
              new CountedFaults(AgentErrors.Stage.ADVICE))
          .start();
    } catch (Throwable noThread) {
      // The agent counts without it, too.
      AgentErrors.countAndLog(AgentErrors.Stage.ADVICE, noThread);
    }
  }

  @Override
  public void run() throws Exception {
    VisibleAgent visible = VisibleAgent.find();
    while (true) {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      watchSwitch.repair(visible);
    }
  }
}
