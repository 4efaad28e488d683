package ai.holysheep.agent.exchange;

import ai.holysheep.agent.usage.BodyError;
import java.util.Locale;
import java.util.regex.Pattern;

/** How an attempt ended; the values of the label {@code error_type}. */
public enum ErrorType {
  NONE,
  RATE_LIMIT,
  SERVER_ERROR,
  CLIENT_ERROR,
  TIMEOUT,
  NETWORK,
  CANCELLED;

  /** OpenAI's and Anthropic's, then gRPC's and with it Gemini's, then plain statuses. */
  private static final Pattern RATE_LIMITS =
      Pattern.compile("rate_?limit|quota|too_many|throttl|resource_exhausted|^429$");

  private static final Pattern SERVERS =
      Pattern.compile(
          "server|overloaded|^api_error|internal|unavailable|timeout|upstream|bad_gateway"
              + "|deadline_exceeded|^unknown$|data_loss|aborted|^5\\d\\d$");

  private final String label = name().toLowerCase(Locale.ROOT);

  public String label() {
    return label;
  }

  /** What a status says by itself; {@link #NONE} below 400. */
  static ErrorType ofStatus(int status) {
    if (status == 429) {
      return RATE_LIMIT;
    }
    return status >= 500 ? SERVER_ERROR : status >= 400 ? CLIENT_ERROR : NONE;
  }

  /**
   * What an error event inside a 200 stream says, by all names that it gives: OpenAI's {@code type}
   * of a rate limit is {@code tokens}, and only its {@code code} tells. A kind that is not known is
   * the client's, as every other 4xx is; an event that gives no kind at all is the server's, who
   * had accepted the request.
   */
  static ErrorType ofEvent(BodyError error) {
    ErrorType found = SERVER_ERROR;
    for (String name : error.names()) {
      found = ofName(name.toLowerCase(Locale.ROOT));
      if (found != CLIENT_ERROR) {
        return found;
      }
    }
    return found;
  }

  private static ErrorType ofName(String name) {
    return RATE_LIMITS.matcher(name).find()
        ? RATE_LIMIT
        : SERVERS.matcher(name).find() ? SERVER_ERROR : CLIENT_ERROR;
  }

  /** The label {@code status_code} of an attempt that ended so before any answer. */
  String withoutStatus() {
    return this == NETWORK ? "error" : label;
  }
}
