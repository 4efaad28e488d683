package ai.holysheep.agent.exchange;

import java.util.Locale;

/** How an attempt ended; the values of the label {@code error_type}. */
public enum ErrorType {
  NONE,
  RATE_LIMIT,
  SERVER_ERROR,
  CLIENT_ERROR,
  TIMEOUT,
  NETWORK,
  CANCELLED;

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

  /** What an error event inside a 200 stream says, by its type or code. */
  static ErrorType ofEvent(String error) {
    String name = error.toLowerCase(Locale.ROOT);
    if (name.startsWith("rate_limit")
        || name.equals("429")
        || name.equals("insufficient_quota")
        || name.equals("resource_exhausted")) {
      return RATE_LIMIT;
    }
    boolean server =
        name.startsWith("overloaded")
            || name.startsWith("api_error")
            || name.startsWith("server_error")
            || name.startsWith("internal")
            || name.equals("unavailable")
            || name.matches("5\\d\\d");
    return server ? SERVER_ERROR : CLIENT_ERROR;
  }

  /** The label {@code status_code} of an attempt that ended so before any answer. */
  String withoutStatus() {
    return this == NETWORK ? "error" : label;
  }
}
