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

  final AttributionOptions attribution;

  AttemptOptions(Config config) {
    costScale = config.get(Option.REPORTED_COST_SCALE, BigDecimal.class);
    measuresStreams = config.is(Option.METRICS_STREAMS);
    attribution = new AttributionOptions(config);
  }
}
