package ai.holysheep.agent.exchange;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.config.Option;
import java.math.BigDecimal;

/** What the configuration says of every attempt. Immutable. */
final class AttemptOptions {
  /** Multiplies the gateway's reported cost. */
  final BigDecimal costScale;

  /** Whether to measure when the bytes of a stream arrive. */
  final boolean measuresStreams;

  /** What to read of requests besides the model. */
  final RequestReading requestReading;

  AttemptOptions(Config config) {
    costScale = config.get(Option.REPORTED_COST_SCALE, BigDecimal.class);
    measuresStreams = config.is(Option.METRICS_STREAMS);
    requestReading = new RequestReading(config.is(Option.ATTRIBUTION_USER), null);
  }
}
