package ai.holysheep.agent.exchange;

import ai.holysheep.agent.config.Config;
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

  /**
   * @param secret keys the fingerprints; {@code null}: there are none
   */
  AttributionOptions(Config config, byte @Nullable [] secret) {
    List<String> names = config.list(Option.ATTRIBUTION_HEADERS);
    headers = names == null ? NONE : names.toArray(new String[0]);
    ofApiKeys =
        secret != null && config.is(Option.ATTRIBUTION_API_KEY) ? new HmacSha256(secret) : null;
  }
}
