package ai.holysheep.agent.usage;

import org.jspecify.annotations.Nullable;

/**
 * Reads an answer's body as it passes: JSON or server-sent events, told apart by their first
 * character, in any content encoding that {@link ContentDecoder} knows. Constant memory; reused for
 * one answer after another; one thread at a time.
 */
public final class ResponseUsageReader extends BodyReader {
  private static final JsonPathNode PLACES = JsonPathNode.load("paths.txt");

  private final ParsedResponse facts = new ParsedResponse();
  private final JsonSkimmer json = new JsonSkimmer(PLACES, facts);
  private final SseSkimmer sse = new SseSkimmer(json);
  private final ContentDecoder decoder = new ContentDecoder(this::decoded);
  private Format format = Format.UNKNOWN;

  private enum Format {
    UNKNOWN,
    JSON,
    /** Gemini's stream where no events are asked for: one array, an element after another. */
    JSON_ARRAY,
    SSE
  }

  public ResponseUsageReader() {
    reset();
  }

  public void reset() {
    facts.reset();
    json.reset();
    sse.reset();
    decoder.reset();
    format = Format.UNKNOWN;
  }

  /** Gives back what is not on the heap. A reader that has been used since must be closed again. */
  public void close() {
    decoder.close();
  }

  /**
   * Tells the {@code Content-Encoding} before the first byte; the bytes are believed rather than
   * the header.
   */
  public void encoding(@Nullable String contentEncoding) {
    decoder.declared(contentEncoding);
  }

  @Override
  public void accept(byte[] bytes, int offset, int length) {
    decoder.accept(bytes, offset, offset + length);
  }

  @Override
  boolean isSatisfied() {
    return false;
  }

  private void decoded(byte[] bytes, int from, int to) {
    int i = format == Format.UNKNOWN ? recognize(bytes, from, to) : from;
    if (format == Format.SSE) {
      sse.accept(bytes, i, to);
    } else if (i < to) {
      json.accept(bytes, i, to);
    }
  }

  /** Decides by the first character, and returns where it is. */
  private int recognize(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      byte c = bytes[i];
      // Not white space, nor a byte order mark, whose bytes are negative.
      if (c > ' ') {
        format = c == '{' ? Format.JSON : c == '[' ? Format.JSON_ARRAY : Format.SSE;
        return i;
      }
    }
    return to;
  }

  /** Whether the answer is a stream: of events, or Gemini's array of them. */
  public boolean streamed() {
    return format == Format.SSE && sse.anyData() || format == Format.JSON_ARRAY;
  }

  /** Whether there has been content: text, reasoning or a tool call. */
  public boolean content() {
    return facts.content;
  }

  /**
   * Whether nothing more is to come: the last event of a stream, or the end of the JSON document.
   */
  public boolean complete() {
    return format == Format.SSE ? facts.lastEvent || sse.done() : json.closed();
  }

  /** Whether the answer was cut off by its token limit. */
  public boolean truncated() {
    return facts.truncated;
  }

  public @Nullable String model() {
    return facts.model;
  }

  /**
   * The error that the body tells of, or {@code null}.
   *
   * @param failed whether the answer's status says that its body can be nothing else
   */
  public @Nullable BodyError error(boolean failed) {
    return facts.error.error(failed);
  }

  /** The figures, or {@code null} if the body gave none. */
  public @Nullable Usage usage() {
    return facts.figures.usage();
  }
}
