package ai.holysheep.agent;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.exchange.tracking.UnreferencedBodies;
import ai.holysheep.agent.ledger.Ledger;
import ai.holysheep.agent.thread.AgentThread;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Writes the calls that have ended when the JVM exits. It does not wait for calls that are still
 * running: the JVM must not end later because of them.
 */
final class ExitDrain {
  private static final long WAIT_MILLIS = 200;

  private final CountDownLatch counting = new CountDownLatch(1);
  private volatile boolean hurry;

  /** From now on the ledger gets the calls. */
  void countingHasBegun() {
    counting.countDown();
  }

  boolean hasCountingBegun() {
    return counting.getCount() == 0;
  }

  /** Whether the JVM exits, and counting must not wait for a file any more. */
  boolean isHurrying() {
    return hurry;
  }

  /** Call it on a thread of the agent: the hook keeps what it inherits. */
  void hook(Ledger ledger) {
    try {
      Runtime.getRuntime()
          .addShutdownHook(new AgentThread(() -> drain(ledger), "holysheep-ledger-exit"));
    } catch (IllegalStateException | SecurityException noHook) {
      // The JVM exits, or a security manager allows no hook. The ledger works without it.
      AgentErrors.countAndLog(AgentErrors.Stage.LEDGER, noHook);
    }
  }

  private static void endUnread() {
    try {
      UnreferencedBodies.endUnread();
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.EXCHANGE, e);
    }
  }

  private void drain(Ledger ledger) {
    try {
      // If the JVM ends early, the agent's threads may still be reading prices.
      if (!counting.await(WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
        hurry = true;
      }
      if (counting.await(WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
        endUnread();
        ledger.drain();
      }
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.LEDGER, e);
    }
  }
}
