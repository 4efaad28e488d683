package ai.holysheep.agent.exposition;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.config.Option;
import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.Log;
import ai.holysheep.agent.exchange.UnwatchedThread;
import ai.holysheep.agent.exchange.tracking.UnreferencedBodies;
import ai.holysheep.agent.metrics.Metrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.concurrent.TimeUnit;

/** Pushes the metrics at an interval and when the JVM ends, each destination on its own thread. */
public final class Pushes {
  private static final long OTLP_INTERVAL_MILLIS = 15_000;
  private static final int TIMEOUT_MILLIS = 5_000;

  /** A JVM's end is not delayed beyond a second, also where a name server does not answer. */
  private static final int LAST_MILLIS = 900;

  private Pushes() {}

  public static boolean wanted(Config config) {
    return config.text(Option.PUSHGATEWAY_ADDRESS) != null
        || config.text(Option.OTLP_ENDPOINT) != null;
  }

  /**
   * Starts a thread for each destination that is configured; none for none. A destination that
   * cannot be used is told of in one line.
   */
  public static void start(Config config, Metrics metrics, String version) {
    String pushgateway = config.text(Option.PUSHGATEWAY_ADDRESS);
    if (pushgateway != null) {
      long interval = config.get(Option.PUSHGATEWAY_INTERVAL, Long.class);
      start(
          () -> new Pushgateway(config, pushgateway),
          Option.PUSHGATEWAY_ADDRESS,
          metrics.registry(),
          interval);
    }
    String otlp = config.text(Option.OTLP_ENDPOINT);
    if (otlp != null) {
      start(
          () -> new Otlp(otlp, version),
          Option.OTLP_ENDPOINT,
          metrics.registry(),
          OTLP_INTERVAL_MILLIS);
    }
  }

  private interface Maker {
    Destination make();
  }

  private static void start(
      Maker maker, Option option, PrometheusRegistry registry, long intervalMillis) {
    try {
      Push push = new Push(maker.make(), registry);
      new UnwatchedThread(() -> pushForEver(push, intervalMillis), "holysheep-push").start();
      Runtime.getRuntime()
          .addShutdownHook(new UnwatchedThread(() -> pushLast(push), "holysheep-exit"));
    } catch (IllegalArgumentException e) {
      AgentErrors.count(AgentErrors.Stage.EXPOSITION);
      Log.warn(option.key() + ": no metrics are pushed, it is not an address: " + e.getMessage());
    } catch (IllegalStateException ending) {
      Log.debug("the JVM ends: " + ending.getMessage());
    }
  }

  private static void pushLast(Push push) {
    UnreferencedBodies.endUnread();
    Thread last = new UnwatchedThread(() -> push.send(LAST_MILLIS), "holysheep-last-push");
    last.start();
    try {
      last.join(LAST_MILLIS);
    } catch (InterruptedException ended) {
      Log.debug("the last push is left alone");
    }
  }

  private static void pushForEver(Push push, long intervalMillis) {
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(intervalMillis);
        push.send(TIMEOUT_MILLIS);
      }
    } catch (InterruptedException ended) {
      Log.debug("no more pushes");
    }
  }
}
