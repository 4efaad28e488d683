package ai.holysheep.agent.exposition;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.config.Option;
import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.CountedFaults;
import ai.holysheep.agent.diagnostics.Log;
import ai.holysheep.agent.exchange.UnwatchedThread;
import ai.holysheep.agent.exchange.tracking.UnreferencedBodies;
import ai.holysheep.agent.metrics.Metrics;
import ai.holysheep.agent.thread.SupervisedThread;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Pushes the metrics at an interval and when the JVM exits. Each target has its own thread. */
public final class PushSchedule {
  private static final long OTLP_INTERVAL_MILLIS = 15_000;
  private static final int TIMEOUT_MILLIS = 5_000;

  /** A whole push: connecting, and a response's head. */
  private static final int PUSH_MILLIS = 3 * TIMEOUT_MILLIS;

  /** The JVM's exit must be delayed by less than a second, even if a name server is silent. */
  private static final int LAST_PUSH_MILLIS = 900;

  private PushSchedule() {}

  /** Returns whether the options name any target. */
  public static boolean isConfigured(Config config) {
    return config.text(Option.PUSHGATEWAY_ADDRESS) != null
        || config.text(Option.OTLP_ENDPOINT) != null;
  }

  /**
   * Starts a thread for each target that the options name. If a target's address is invalid, it
   * logs one line and starts no thread for it.
   */
  public static void start(Config config, Metrics metrics, String version) {
    String pushgateway = config.text(Option.PUSHGATEWAY_ADDRESS);
    if (pushgateway != null) {
      start(
          Option.PUSHGATEWAY_ADDRESS,
          () -> new PushgatewayTarget(pushgateway, config),
          config.get(Option.PUSHGATEWAY_INTERVAL, Long.class),
          metrics);
    }
    String otlp = config.text(Option.OTLP_ENDPOINT);
    if (otlp != null) {
      start(
          Option.OTLP_ENDPOINT, () -> new OtlpTarget(otlp, version), OTLP_INTERVAL_MILLIS, metrics);
    }
  }

  private static void start(
      Option option, Supplier<PushTarget> target, long intervalMillis, Metrics metrics) {
    try {
      PushSender sender = new PushSender(target.get(), metrics.registry());
      new SupervisedThread(
              "holysheep-push",
              () -> pushForever(sender, intervalMillis),
              new CountedFaults(AgentErrors.Stage.EXPOSITION),
              UnwatchedThread::new)
          .start();
      Runtime.getRuntime()
          .addShutdownHook(new UnwatchedThread(() -> pushLast(sender), "holysheep-exit"));
    } catch (IllegalArgumentException e) {
      AgentErrors.count(AgentErrors.Stage.EXPOSITION);
      Log.warn(option.key() + ": no metrics are pushed, the address is invalid: " + e.getMessage());
    } catch (IllegalStateException exiting) {
      Log.debug("no metrics are pushed, the JVM exits: " + exiting.getMessage());
    }
  }

  private static void pushForever(PushSender sender, long intervalMillis)
      throws InterruptedException {
    long interval = TimeUnit.MILLISECONDS.toNanos(intervalMillis);
    Thread push = null;
    for (long next = System.nanoTime() + interval; ; next += interval) {
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
      next = Math.max(next, System.nanoTime() - interval);
    }
  }

  /** On a thread of its own: a name look-up has no time-out. */
  private static void pushLast(PushSender sender) {
    UnreferencedBodies.endUnread();
    Thread last = new UnwatchedThread(() -> sender.send(LAST_PUSH_MILLIS), "holysheep-last-push");
    last.start();
    try {
      last.join(LAST_PUSH_MILLIS);
    } catch (InterruptedException ended) {
      Log.debug("the JVM does not wait for the last push");
    }
  }
}
