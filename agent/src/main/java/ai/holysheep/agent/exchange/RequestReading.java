package ai.holysheep.agent.exchange;

import ai.holysheep.agent.exchange.fingerprint.SecretKey;
import org.jspecify.annotations.Nullable;

/** What the configuration asks for of a request besides its model. Immutable. */
final class RequestReading {
  static final RequestReading NONE = new RequestReading(false, null);

  /** Whether to read whom the body names as its user. */
  final boolean readsUser;

  /** The key of the requests' fingerprints; {@code null} for none. */
  final @Nullable SecretKey fingerprintKey;

  RequestReading(boolean readsUser, @Nullable SecretKey fingerprintKey) {
    this.readsUser = readsUser;
    this.fingerprintKey = fingerprintKey;
  }
}
