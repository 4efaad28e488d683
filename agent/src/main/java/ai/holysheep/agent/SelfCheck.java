package ai.holysheep.agent;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.CountedFaults;
import ai.holysheep.agent.thread.SupervisedThread;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Looks every second whether something other than a command has turned the agent off. */
final class SelfCheck implements SupervisedThread.Work {
  private static final long PAUSE_MILLIS = 1000;

  private final WatchSwitch watchSwitch;
  private final @Nullable VisibleAgent visible;

  private SelfCheck(WatchSwitch watchSwitch, @Nullable VisibleAgent visible) {
    this.watchSwitch = watchSwitch;
    this.visible = visible;
  }

  /**
   * @param core what the visible class holds
   */
  static void start(WatchSwitch watchSwitch, Object core) {
    try {
      VisibleAgent visible = VisibleAgent.find(core);
      new SupervisedThread(
              "holysheep-check",
              new SelfCheck(watchSwitch, visible),
              new CountedFaults(AgentErrors.Stage.ADVICE))
          .start();
    } catch (Throwable e) {
      // For example a limit on threads. The agent counts without it, too.
      AgentErrors.countAndLog(AgentErrors.Stage.ADVICE, e);
    }
  }

  @Override
  public void run() throws Exception {
    while (true) {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      watchSwitch.repair(visible);
    }
  }
}
