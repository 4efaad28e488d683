package ai.holysheep.agent.diagnostics;

/** Whether the command {@code off} has switched the agent off. Any thread may ask. */
public final class AgentSwitch {
  private static volatile boolean on = true;

  private AgentSwitch() {}

  /** Only remembers it, for the metrics. */
  public static void set(boolean nowOn) {
    on = nowOn;
  }

  public static boolean isOn() {
    return on;
  }
}
