package ai.holysheep.agent.exposition;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.config.Option;
import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.Log;
import ai.holysheep.agent.metrics.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Pushes the metrics at an interval and when the JVM exits. Each target has its own thread. */
public final class PushSchedule {
  private static final long OTLP_INTERVAL_MILLIS = 15_000;

  /** Kept for a second try to start. Guarded by the class. */
  private static @Nullable PushSchedule schedule;

  private final Metrics metrics;
  private final List<RepeatedPush> pushes = new ArrayList<>();

  private PushSchedule(Config config, Metrics metrics, String version) {
    this.metrics = metrics;
    String pushgateway = config.text(Option.PUSHGATEWAY_ADDRESS);
    if (pushgateway != null) {
      add(
          Option.PUSHGATEWAY_ADDRESS,
          () -> new PushgatewayTarget(pushgateway, config),
          config.get(Option.PUSHGATEWAY_INTERVAL, Long.class));
    }
    String otlp = config.text(Option.OTLP_ENDPOINT);
    if (otlp != null) {
      add(Option.OTLP_ENDPOINT, () -> new OtlpTarget(otlp, version), OTLP_INTERVAL_MILLIS);
    }
  }

  private void add(Option option, Supplier<PushTarget> target, long intervalMillis) {
    try {
      PushSender sender = new PushSender(target.get(), metrics.registry());
      pushes.add(new RepeatedPush(sender, intervalMillis, Runtime.getRuntime()::addShutdownHook));
    } catch (IllegalArgumentException e) {
      AgentErrors.count(AgentErrors.Stage.EXPOSITION);
      Log.warn(option.key() + ": no metrics are pushed, the address is invalid: " + e.getMessage());
    }
  }

  /** Returns whether the options name any target. */
  public static boolean isConfigured(Config config) {
    return config.text(Option.PUSHGATEWAY_ADDRESS) != null
        || config.text(Option.OTLP_ENDPOINT) != null;
  }

  /**
   * Starts a thread for each target that the options name. If a target's address is invalid, it
   * logs one line and starts no thread for it.
   *
   * <p>If it throws, for example an {@link OutOfMemoryError}, it can be called again with the same
   * arguments, and starts only what has not been started.
   */
  public static synchronized void start(Config config, Metrics metrics, String version) {
    PushSchedule started = schedule;
    if (started == null) {
      started = new PushSchedule(config, metrics, version);
      schedule = started;
    }
    for (RepeatedPush push : started.pushes) {
      push.start();
    }
  }
}
