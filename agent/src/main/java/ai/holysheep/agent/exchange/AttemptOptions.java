package ai.holysheep.agent.exchange;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.config.FingerprintSecret;
import ai.holysheep.agent.config.Option;
import ai.holysheep.agent.exchange.fingerprint.SecretKey;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What the configuration says of every attempt. Immutable. */
final class AttemptOptions {
  /** Multiplies the gateway's reported cost. */
  final BigDecimal costScale;

  /** Whether to measure when the bytes of a stream arrive. */
  final boolean measuresStreams;

  /** What to read of requests' heads. */
  final AttributionOptions attribution;

  /** What to read of requests besides the model. */
  final RequestReading requestReading;

  AttemptOptions(Config config) {
    costScale = config.get(Option.REPORTED_COST_SCALE, BigDecimal.class);
    measuresStreams = config.is(Option.METRICS_STREAMS);
    byte[] secret = FingerprintSecret.read(config);
    attribution = new AttributionOptions(config, secret);
    requestReading = requestReading(config, secret);
  }

  private static RequestReading requestReading(Config config, byte @Nullable [] secret) {
    SecretKey key =
        secret == null || !config.is(Option.ATTRIBUTION_REQUESTS) ? null : SecretKey.of(secret);
    return new RequestReading(config.is(Option.ATTRIBUTION_USER), key);
  }
}
