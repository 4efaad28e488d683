package ai.holysheep.agent.tests.http2;

import java.util.Locale;

/** What the request header {@code X-Front} asks for, in the front itself. */
enum Behaviour {
  /** Hands everything to the gateway. */
  NONE,
  /** Informational answers before the final one. */
  HINTS,
  /** Trailers behind the body. */
  TRAILERS,
  /** Promises a response that the client did not request, and sends it. */
  PUSH,
  /** Answers at once and says each piece of the request's body as it comes. */
  DUPLEX,
  /** Answers well before the request's body has come. */
  EARLY,
  /** Refuses the stream, unprocessed, the first time. */
  REFUSE_ONCE,
  /** The first time, tells the client to go away, and that this stream was not processed. */
  GO_AWAY_ONCE,
  /** Answers well, and tells the client to use another connection from now on. */
  LAST,
  /** Sends headers and half the body, and closes the connection without a word. */
  DROP;

  static Behaviour of(CharSequence header) {
    return header == null
        ? NONE
        : valueOf(header.toString().toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
