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

  /** Names of OpenAI and Anthropic, then of gRPC, which Gemini uses, then plain statuses. */
  private static final Pattern RATE_LIMIT_NAMES =
      Pattern.compile("rate_?limit|quota|too_many|throttl|resource_exhausted|^429$");

  private static final Pattern SERVER_ERROR_NAMES =
      Pattern.compile(
          "server|overloaded|^api_error|internal|unavailable|timeout|upstream|bad_gateway"
              + "|deadline_exceeded|modelstreamerror|^unknown$|data_loss|aborted|^5\\d\\d$");

  private final String label = name().toLowerCase(Locale.ROOT);

  public String label() {
    return label;
  }

  /** The type of a response by its status alone; {@link #NONE} below 400. */
  static ErrorType ofStatus(int status) {
    if (status == 429) {
      return RATE_LIMIT;
    }
    return status >= 500 ? SERVER_ERROR : status >= 400 ? CLIENT_ERROR : NONE;
  }

  /**
   * The type of an error inside a body with status 200. It considers all names of the error: the
   * {@code type} of OpenAI's rate limit is {@code tokens}, and only its {@code code} is clear. An
   * unknown name is a client error, like every other 4xx. An error without a name is a server
   * error, since the server had accepted the request.
   */
  static ErrorType ofEvent(BodyError error) {
    ErrorType type = SERVER_ERROR;
    for (String name : error.names()) {
      type = ofName(name.toLowerCase(Locale.ROOT));
      if (type != CLIENT_ERROR) {
        return type;
      }
    }
    return type;
  }

  private static ErrorType ofName(String name) {
    if (RATE_LIMIT_NAMES.matcher(name).find()) {
      return RATE_LIMIT;
    }
    return SERVER_ERROR_NAMES.matcher(name).find() ? SERVER_ERROR : CLIENT_ERROR;
  }

  /** Whether an attempt with this error type and this status went well. */
  boolean isSuccess(int status) {
    return this == NONE && status >= 200 && status < 300;
  }

  /** The label {@code status_code} of an attempt that ended like this without a response. */
  String withoutStatus() {
    return this == NETWORK ? "error" : label;
  }
}
