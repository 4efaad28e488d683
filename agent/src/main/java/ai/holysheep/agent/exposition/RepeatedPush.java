package ai.holysheep.agent.exposition;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.CountedFaults;
import ai.holysheep.agent.diagnostics.Log;
import ai.holysheep.agent.exchange.UnwatchedThread;
import ai.holysheep.agent.exchange.tracking.UnreferencedBodies;
import ai.holysheep.agent.thread.SupervisedThread;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Pushes to one target at an interval, on a thread of its own, and when the JVM exits. */
final class RepeatedPush {
  private static final int TIMEOUT_MILLIS = 5_000;

  /** A whole push: connecting, and a response's head. */
  private static final int PUSH_MILLIS = 3 * TIMEOUT_MILLIS;

  /** The JVM's exit must be delayed by less than a second, even if a name server is silent. */
  private static final int LAST_PUSH_MILLIS = 900;

  private final PushSender sender;
  private final long intervalNanos;
  private final Consumer<Thread> exitHooks;
  private final SupervisedThread thread;
  private boolean hasExitHook;

  /**
   * @param exitHooks takes a thread that must run when the JVM exits, as {@link
   *     Runtime#addShutdownHook}
   */
  RepeatedPush(PushSender sender, long intervalMillis, Consumer<Thread> exitHooks) {
    this.sender = sender;
    intervalNanos = TimeUnit.MILLISECONDS.toNanos(intervalMillis);
    this.exitHooks = exitHooks;
    thread =
        new SupervisedThread(
            "holysheep-push",
            this::pushForever,
            new CountedFaults(AgentErrors.Stage.EXPOSITION),
            UnwatchedThread::new);
  }

  /**
   * Starts what was not started before. Only one thread calls it.
   *
   * @throws OutOfMemoryError if there is no memory or no thread; a later call goes on from there
   */
  void start() {
    thread.start();
    if (!hasExitHook) {
      addExitHook();
      hasExitHook = true;
    }
  }

  private void addExitHook() {
    try {
      exitHooks.accept(new UnwatchedThread(this::pushLast, "holysheep-exit"));
    } catch (IllegalStateException | SecurityException refused) {
      Log.debug("no metrics are pushed when the JVM exits: " + refused);
    }
  }

  private void pushForever() throws InterruptedException {
    Thread push = null;
    for (long next = System.nanoTime() + intervalNanos; ; next += intervalNanos) {
      TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
      if (push == null || !push.isAlive()) {
        push = new UnwatchedThread(() -> sender.send(TIMEOUT_MILLIS), "holysheep-push-once");
        push.start();
        push.join(PUSH_MILLIS);
      }
      if (push.isAlive()) {
        // A receiver that sends a byte now and then keeps to every time-out of its connection.
        AgentErrors.count(AgentErrors.Stage.EXPOSITION);
        sender.abort();
      }
      // Pushes that a slow receiver has missed are not made up for.
      next = Math.max(next, System.nanoTime() - intervalNanos);
    }
  }

  /** On a thread of its own: a name look-up has no time-out. */
  private void pushLast() {
    endUnreadBodies();
    Thread last = new UnwatchedThread(() -> sender.send(LAST_PUSH_MILLIS), "holysheep-last-push");
    last.start();
    try {
      last.join(LAST_PUSH_MILLIS);
    } catch (InterruptedException ended) {
      Log.debug("the JVM does not wait for the last push");
    }
  }

  private static void endUnreadBodies() {
    try {
      UnreferencedBodies.endUnread();
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.EXPOSITION, e);
    }
  }
}
