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

  private Attribution(
      Map<String, String> headers,
      @Nullable String user,
      @Nullable String apiKey,
      @Nullable String request) {
    this.headers = headers;
    this.user = user;
    this.apiKey = apiKey;
    this.request = request;
  }

  /**
   * What the request's head and body say; {@link #NONE} if that is nothing.
   *
   * @param user whom the body names
   * @param request the fingerprint of model and body
   */
  static Attribution of(
      @Nullable RequestHead head, @Nullable String user, @Nullable String request) {
    Map<String, String> headers =
        head == null ? Collections.<String, String>emptyMap() : head.headers;
    String apiKey = head == null ? null : head.apiKey;
    return headers.isEmpty() && apiKey == null && user == null && request == null
        ? NONE
        : new Attribution(headers, user, apiKey, request);
  }
}
