package ai.holysheep.agent.usage;

import ai.holysheep.agent.fault.Faults;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer's body as it passes: JSON or server-sent events, told apart by their first
 * character, in any content encoding that {@link ContentDecoder} knows. Constant memory; reused for
 * one answer after another; one thread at a time.
 */
public final class AnswerReader implements Findings {
  private static final Place PLACES = Place.load("paths.txt");
  private static final byte[][] LAST_EVENTS =
      ascii("message_stop", "response.completed", "response.incomplete", "response.failed");
  private static final byte[][] CUT_OFF =
      ascii("length", "max_tokens", "MAX_TOKENS", "max_output_tokens");

  private final JsonSkimmer json = new JsonSkimmer(PLACES, this);
  private final SseSkimmer sse = new SseSkimmer(json);
  private final ContentDecoder decoder = new ContentDecoder(this::decoded);
  private final long[] counts = new long[Field.SIZE];
  private final byte[] scratch = new byte[4096];

  private Format format = Format.UNKNOWN;
  private boolean content;
  private boolean lastEvent;
  private boolean truncated;
  private boolean figures;
  private @Nullable String model;
  private @Nullable String errorType;
  private @Nullable String errorCode;

  private enum Format {
    UNKNOWN,
    JSON,
    SSE
  }

  public AnswerReader() {
    reset();
  }

  public void reset() {
    json.reset();
    sse.reset();
    decoder.reset();
    Arrays.fill(counts, -1);
    format = Format.UNKNOWN;
    content = false;
    lastEvent = false;
    truncated = false;
    figures = false;
    model = null;
    errorType = null;
    errorCode = null;
  }

  /**
   * Tells the {@code Content-Encoding} before the first byte; the bytes are believed rather than
   * the header.
   */
  public void encoding(@Nullable String contentEncoding) {
    decoder.declared(contentEncoding);
  }

  public void accept(byte[] bytes, int offset, int length) {
    decoder.accept(bytes, offset, offset + length);
  }

  /** Reads what remains in the buffer, and leaves its position where it was. */
  public void accept(ByteBuffer buffer) {
    ByteBuffer copy = buffer.duplicate();
    while (copy.hasRemaining()) {
      int n = Math.min(copy.remaining(), scratch.length);
      copy.get(scratch, 0, n);
      accept(scratch, 0, n);
    }
  }

  private void decoded(byte[] bytes, int from, int to) {
    int i = from;
    while (format == Format.UNKNOWN && i < to) {
      byte c = bytes[i];
      if (c > ' ') {
        format = c == '{' || c == '[' ? Format.JSON : Format.SSE;
      } else {
        // White space, or a byte order mark, whose bytes are negative.
        i++;
      }
    }
    if (format == Format.JSON) {
      json.accept(bytes, i, to);
    } else if (format == Format.SSE) {
      sse.accept(bytes, i, to);
    }
  }

  /** Whether the answer is a stream of events. */
  public boolean streamed() {
    return format == Format.SSE;
  }

  /** Whether an event has carried content: text, reasoning or a tool call. */
  public boolean content() {
    return content;
  }

  /**
   * Whether nothing more is to come: the last event of a stream, or the end of the JSON document.
   */
  public boolean complete() {
    return format == Format.JSON ? json.closed() : lastEvent || sse.done();
  }

  /** Whether the answer was cut off by its token limit. */
  public boolean truncated() {
    return truncated;
  }

  public @Nullable String model() {
    return model;
  }

  /** The type of the error that the body tells of, {@code overloaded_error} say; else its code. */
  public @Nullable String error() {
    return errorType != null ? errorType : errorCode;
  }

  /** The figures, or {@code null} if the body gave none. */
  public @Nullable Usage usage() {
    return figures ? new Usage(counts) : null;
  }

  @Override
  public void number(Field field, Token digits) {
    long count = digits.count();
    if (count < 0) {
      garbled(field);
    } else {
      counts[field.ordinal()] = count;
      figures = true;
    }
  }

  @Override
  public void garbled(Field field) {
    Faults.ignored(Faults.Stage.USAGE, "no believable figure in the body for " + field);
  }

  @Override
  public void text(Field field, Token text) {
    switch (field) {
      case MODEL:
        model = model == null ? text.toString() : model;
        break;
      case FINISH_REASON:
        truncated |= isOne(text, CUT_OFF);
        break;
      case EVENT_TYPE:
        lastEvent |= isOne(text, LAST_EVENTS);
        break;
      case ERROR_TYPE:
        errorType = text.toString();
        break;
      case ERROR_CODE:
        errorCode = text.toString();
        break;
      default:
        break;
    }
  }

  @Override
  public void contentSeen() {
    content = true;
  }

  private static boolean isOne(Token text, byte[][] words) {
    for (byte[] word : words) {
      if (text.is(word)) {
        return true;
      }
    }
    return false;
  }

  private static byte[][] ascii(String... words) {
    byte[][] bytes = new byte[words.length][];
    for (int i = 0; i < words.length; i++) {
      bytes[i] = words[i].getBytes(StandardCharsets.US_ASCII);
    }
    return bytes;
  }
}
