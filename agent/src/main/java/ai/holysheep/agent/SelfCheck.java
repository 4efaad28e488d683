package ai.holysheep.agent;

import ai.holysheep.agent.thread.SupervisedThread;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Looks every second whether something other than a command has turned the agent off. */
final class SelfCheck implements SupervisedThread.Work {
  private static final long PAUSE_MILLIS = 1000;

  private final WatchSwitch watchSwitch;
  private final @Nullable VisibleAgent visible;

  /**
   * @param visible {@code null} if the core was not loaded by the agent's visible class
   */
  SelfCheck(WatchSwitch watchSwitch, @Nullable VisibleAgent visible) {
    this.watchSwitch = watchSwitch;
    this.visible = visible;
  }

  @Override
  public void run() throws Exception {
    while (true) {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      watchSwitch.repair(visible);
    }
  }
}
