package ai.holysheep.agent.usage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a response's body as it passes: JSON or server-sent events, in any content encoding that
 * {@link ContentDecoder} knows. The first character decides which of the two it is. Constant
 * memory; reusable after {@link #reset}; one thread at a time.
 */
public final class ResponseUsageReader extends BodyReader {
  private static final JsonPathNode PATHS = JsonPathNode.load("paths.txt");

  private final ParsedResponse response = new ParsedResponse(PATHS);
  private final JsonScanner json = new JsonScanner(PATHS, response);
  private final SseParser sse = new SseParser(json, response);
  private final ContentDecoder decoder = new ContentDecoder(new Decoded());
  private ResponseFormat format = ResponseFormat.UNKNOWN;

  public ResponseUsageReader() {
    reset();
  }

  public void reset() {
    response.reset();
    json.reset();
    sse.reset();
    decoder.reset();
    format = ResponseFormat.UNKNOWN;
  }

  @Override
  public void wipe() {
    super.wipe();
    reset();
    response.wipe();
    json.wipe();
    sse.wipe();
    decoder.wipe();
  }

  @Override
  public void close() {
    decoder.close();
  }

  /**
   * Sets the value of the header {@code Content-Encoding}, before the first byte. Where header and
   * bytes disagree, the bytes decide.
   */
  public void setContentEncoding(@Nullable String contentEncoding) {
    decoder.setDeclaredEncoding(contentEncoding);
  }

  @Override
  public void accept(byte[] bytes, int offset, int length) {
    decoder.accept(bytes, offset, length);
  }

  @Override
  public boolean isDone() {
    return false;
  }

  private final class Decoded implements ContentDecoder.Output {
    @Override
    public void accept(byte[] bytes, int offset, int length) {
      int end = offset + length;
      int start = format == ResponseFormat.UNKNOWN ? detectFormat(bytes, offset, length) : offset;
      if (format == ResponseFormat.SSE) {
        sse.accept(bytes, start, end - start);
      } else if (start < end) {
        json.accept(bytes, start, end - start);
      }
    }
  }

  /** Returns the index of the first character, which decides the format. */
  private int detectFormat(byte[] bytes, int offset, int length) {
    int end = offset + length;
    for (int i = offset; i < end; i++) {
      byte c = bytes[i];
      // Neither white space nor a byte order mark, whose bytes are negative.
      if (c > ' ') {
        format = ResponseFormat.startingWith(c);
        return i;
      }
    }
    return end;
  }

  /**
   * Whether the response is a stream: server-sent events, Gemini's array, or several documents in a
   * row, as Ollama sends them, which says in the first one whether more follow.
   */
  public boolean isStream() {
    switch (format) {
      case SSE:
        return sse.isStream();
      case JSON_ARRAY:
        return true;
      default:
        return response.isSeveralDocuments() || response.end().isMoreToCome();
    }
  }

  /** Whether content has arrived: text, reasoning or a tool call. */
  public boolean hasContent() {
    return response.hasContent();
  }

  /**
   * Whether the response has ended: the last event of a stream, or the end of the JSON document. If
   * the reader has given a compressed body up, only whether its compressed data has ended.
   */
  public boolean isComplete() {
    if (decoder.isReading()) {
      return format == ResponseFormat.SSE
          ? response.end().hasLastEvent() || sse.isDone()
          : json.isComplete() && !response.end().isMoreToCome();
    }
    return decoder.isAtEnd();
  }

  /** Whether the compressed data is not what the server compressed. */
  public boolean isCorrupt() {
    return decoder.isCorrupt();
  }

  /**
   * Whether the compressed data is not at its end. Some servers flush the last event of a stream
   * and never end its compressed data.
   */
  public boolean isCutShort() {
    return !decoder.isAtEnd() && !(format == ResponseFormat.SSE && isComplete());
  }

  /**
   * Whether compressed data has ended, and no other gzip member is to be expected. A server that
   * sends a stream in several members may send one for each event: such a stream must also have its
   * reason to stop.
   */
  public boolean isDecompressed() {
    return decoder.isCompressed()
        && decoder.isAtEnd()
        && (!decoder.isSeveralMembers() || !isStream() || response.end().hasReasonToStop());
  }

  /** Whether there is no answer and so no bill: it is an error, or the prompt was refused. */
  public boolean isUnanswered() {
    return !response.hasContent()
        && (response.errors().hasError() || response.end().isPromptRefused());
  }

  /** Whether the token limit cut the response off. */
  public boolean isTruncated() {
    return response.end().isTruncated();
  }

  public @Nullable String model() {
    return response.model();
  }

  /**
   * The error that the body reports, or {@code null}.
   *
   * @param failed whether the HTTP status is an error, so that the body can only be an error
   */
  public @Nullable BodyError error(boolean failed) {
    return response.errors().build(failed);
  }

  /**
   * Whether the body says that the call has failed, whatever its status: a stream by any error, a
   * document by an error of the model's answer in it. An error at the top of a document may be that
   * of a job which the call only shows.
   *
   * @param declaredStream whether the head says that it is a stream: it may have nothing but an
   *     error, which then looks like a document
   */
  public boolean isFailure(boolean declaredStream) {
    return isStream() || declaredStream
        ? response.errors().hasError()
        : response.errors().isErrorOfChoice();
  }

  /** What the response says of itself. */
  public Answer answer() {
    return response.answer().build();
  }

  /**
   * Whether the model that has answered is billed as itself, because the one that was asked has
   * refused: Anthropic's fallbacks.
   */
  public boolean isFallback() {
    return response.counts().isFallback();
  }

  /** What further models have used within this call; mostly empty. */
  public List<ModelUsage> furtherUsages() {
    endOpenDocument();
    return response.counts().furtherUsages(response.model());
  }

  /**
   * Whether the response has ended as its dialect ends: with its last event, with the model's
   * reason to stop, or with an error. A document that is no stream ends with its last bracket. A
   * body in which nothing of a model's answer has come has no end that could be missing.
   */
  public boolean hasProperEnd() {
    return isStream()
        ? isComplete() && format != ResponseFormat.JSON_ARRAY
            || response.end().hasReasonToStop()
            || response.errors().hasError()
            || !response.hasAnswer()
        : format == ResponseFormat.UNKNOWN || format == ResponseFormat.SSE || isComplete();
  }

  /** The usage that the body reports, or {@code null}. */
  public @Nullable Usage usage() {
    endOpenDocument();
    return response.counts().usage(response.model());
  }

  /** What the body counts besides tokens. */
  public UnitCounts units() {
    endOpenDocument();
    return response.counts().units(response.end().images());
  }

  /** The service tier that has answered, in lower case; {@code null} if the body names none. */
  public @Nullable String serviceTier() {
    return response.bill().serviceTier();
  }

  /** The cost that the body reports, in picodollars (10^-12 USD); -1 if it reports none. */
  public long reportedCost() {
    return response.bill().reportedCost();
  }

  /** A document that breaks off counts, but not if it breaks off in the middle of a number. */
  private void endOpenDocument() {
    if (!json.isInLiteral()) {
      response.onDocumentEnd();
    }
  }
}
