package ai.holysheep.sample.gateway;

import java.util.Locale;

/** How the gateway answers a request. */
public enum Scenario {
  /** A completion, as JSON or as a stream, as the request asks. */
  OK,
  /** A completion, compressed. */
  GZIP,
  /** A completion, compressed by deflate. */
  DEFLATE,
  /** A completion, compressed, of which the last quarter is missing; HTTP's own end is in order. */
  CUT_GZIP,
  /** A completion, compressed, with wrong bytes in its middle; HTTP's own end is in order. */
  BROKEN_GZIP,
  /** A completion of several MB, mostly spaces, which gzip makes very small. */
  SWOLLEN_GZIP,
  /** A completion without any usage. */
  NO_USAGE,
  /** A completion with usage only in the body. */
  BODY_USAGE,
  /** A completion with usage only in the headers. */
  HEADER_USAGE,
  /** 200 with a body that is not valid JSON. */
  MALFORMED_JSON,
  /** A completion with texts in the headers for numbers. */
  GARBAGE_HEADERS,
  RATE_LIMIT,
  /** 429 to the first request for a model, then completions. */
  RATE_LIMIT_ONCE,
  SERVER_ERROR,
  OVERLOADED,
  CLIENT_ERROR,
  UNAUTHORIZED,
  /** A challenge for basic authentication; a completion if the request has credentials. */
  CHALLENGE,
  /** Reads the request, then writes nothing until the client closes the connection. */
  SLOW,
  /** Headers and half of the body, then nothing until the client closes the connection. */
  SLOW_BODY,
  /** A whole body without its end, then nothing until the client closes the connection. */
  OPEN_END,
  /** Reads the request, then resets the connection. */
  RESET,
  /** Headers and half of the body, then a reset. */
  RESET_BODY,
  /** Half of the body that {@code Content-Length} announces, then the end of the connection. */
  CUT_BODY,
  /** A cacheable response; 304 to a request with {@code If-None-Match}. */
  ETAG,
  /** 204. */
  EMPTY,
  /** 307 to the same path with {@code ?redirected=1}, which gets a completion. */
  REDIRECT;

  private final String headerName = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The value of the request header {@code X-Fake-Scenario}. */
  public String headerName() {
    return headerName;
  }

  static Scenario of(String headerName) {
    return valueOf(headerName.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
