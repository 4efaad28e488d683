package ai.holysheep.agent.exchange;

import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who pays for a call, as far as the configuration asks for it. Nothing of this is read otherwise.
 * Immutable; every text is bounded.
 */
public final class Attribution {
  public static final Attribution NONE =
      new Attribution(Collections.<String, String>emptyMap(), null, null, null);

  /** The chosen header fields of the request, by their names in the option's spelling and order. */
  public final Map<String, String> headers;

  /** Whom the request's body names as its user. */
  public final @Nullable String user;

  /** A keyed fingerprint of the API key: 8 hexadecimal digits, never the key. */
  public final @Nullable String apiKey;

  /** A keyed fingerprint of the request's model and body: 16 hexadecimal digits. */
  public final @Nullable String request;

  Attribution(
      Map<String, String> headers,
      @Nullable String user,
      @Nullable String apiKey,
      @Nullable String request) {
    this.headers = headers;
    this.user = user;
    this.apiKey = apiKey;
    this.request = request;
  }
}
