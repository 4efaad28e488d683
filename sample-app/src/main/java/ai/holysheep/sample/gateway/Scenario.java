package ai.holysheep.sample.gateway;

import java.util.Locale;

/** What the gateway does with a request. */
public enum Scenario {
  /** A good answer, JSON or a stream as the request asks. */
  OK,
  /** A good answer, compressed. */
  GZIP,
  /** A good answer that tells no figures at all. */
  NO_USAGE,
  /** Figures in the body only. */
  BODY_USAGE,
  /** Figures in the headers only. */
  HEADER_USAGE,
  /** 200 with a body that is no JSON. */
  MALFORMED_JSON,
  /** Headers that should be numbers and are none; a good body. */
  GARBAGE_HEADERS,
  RATE_LIMIT,
  /** 429 to the first request for a model, good answers to the next. */
  RATE_LIMIT_ONCE,
  SERVER_ERROR,
  OVERLOADED,
  CLIENT_ERROR,
  UNAUTHORIZED,
  /** A challenge of basic authentication, and a good answer to who takes it up. */
  CHALLENGE,
  /** Reads the request and answers nothing until the client goes away. */
  SLOW,
  /** Headers and half the body, then nothing until the client goes away. */
  SLOW_BODY,
  /** Reads the request, then resets the connection. */
  RESET,
  /** Headers and half the body, then a reset. */
  RESET_BODY,
  /** Half of what {@code Content-Length} promises, then an orderly end. */
  CUT_BODY,
  /** An answer that may be kept, and 304 to who asks whether it still holds. */
  ETAG,
  /** 204. */
  EMPTY,
  /** 307 to the same path with {@code ?redirected=1}, which is answered well. */
  REDIRECT;

  private final String headerName = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The name as the request header {@code X-Fake-Scenario} has it. */
  public String headerName() {
    return headerName;
  }

  static Scenario of(String headerName) {
    return valueOf(headerName.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
