package ai.holysheep.agent;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.AgentSwitch;
import ai.holysheep.agent.diagnostics.Log;
import ai.holysheep.agent.exchange.Exchanges;
import ai.holysheep.agent.instrumentation.dispatch.Bridge;
import org.jspecify.annotations.Nullable;

/**
 * Whether the agent watches calls: the commands {@code off} and {@code on} decide. Any thread may
 * use it.
 */
final class WatchSwitch {
  private final Exchanges exchanges;
  private final Log.Level logLevel;
  private volatile boolean on = true;

  /** Guarded by this. The agent cannot count, and watches nothing any more. */
  private boolean givenUp;

  WatchSwitch(Exchanges exchanges, Log.Level logLevel) {
    this.exchanges = exchanges;
    this.logLevel = logLevel;
  }

  boolean isOn() {
    return on;
  }

  /** Attempts that have started end as usual. */
  synchronized void turn(boolean nowOn) {
    on = nowOn;
    AgentSwitch.set(nowOn);
    if (nowOn) {
      Exchanges.resume();
    } else {
      Exchanges.suspend();
    }
  }

  synchronized void giveUp() {
    givenUp = true;
    Exchanges.uninstall();
  }

  /**
   * Code of the application can reach every field of the agent by reflection. If it has turned the
   * agent off or on that way, or its log off, this turns it back, and counts and logs it. Costs
   * four reads if nothing is wrong.
   *
   * @param visible {@code null} if the core was not loaded by the agent's visible class
   */
  synchronized void repair(@Nullable VisibleAgent visible) throws ReflectiveOperationException {
    if (givenUp) {
      return;
    }
    String found = null;
    if (!Bridge.isIntact()) {
      Bridge.repair();
      found = "the hooks were disconnected";
    }
    if (Exchanges.isSuspended() == on || AgentSwitch.isOn() != on) {
      turn(on);
      found = "watching was switched " + (on ? "off" : "on");
    }
    if (!exchanges.isInstalled()) {
      exchanges.install();
      found = "watching was ended";
    }
    if (!Log.hasLevel(logLevel)) {
      Log.setLevel(logLevel);
      found = "log.level was changed";
    }
    if (visible != null && visible.repair()) {
      found = "the agent's visible class was changed";
    }
    if (found != null) {
      AgentErrors.count(AgentErrors.Stage.ADVICE);
      Log.warn(found + " by code in this JVM, and not by a command: it is repaired");
    }
  }
}
