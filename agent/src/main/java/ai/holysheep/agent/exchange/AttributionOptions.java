package ai.holysheep.agent.exchange;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.config.FingerprintSecret;
import ai.holysheep.agent.config.Option;
import ai.holysheep.agent.exchange.fingerprint.HmacSha256;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the configuration wants to know of those who pay for a call. Immutable. */
final class AttributionOptions {
  private static final String[] NONE = {};

  /** The names of the header fields to read, in the option's spelling and order. */
  final String[] headers;

  /** Makes fingerprints of API keys; {@code null}: they are not read. */
  final @Nullable HmacSha256 ofApiKeys;

  AttributionOptions(Config config) {
    List<String> names = config.list(Option.ATTRIBUTION_HEADERS);
    headers = names == null ? NONE : names.toArray(new String[0]);
    byte[] secret = FingerprintSecret.read(config);
    ofApiKeys =
        secret != null && config.is(Option.ATTRIBUTION_API_KEY) ? new HmacSha256(secret) : null;
  }
}
