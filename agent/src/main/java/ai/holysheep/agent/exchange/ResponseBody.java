package ai.holysheep.agent.exchange;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.AgentErrors.Stage;
import ai.holysheep.agent.usage.ResponseUsageReader;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A response's body as the application reads it: how many bytes have passed, when the first content
 * arrived, and what the body contains. Each byte counts once, even if the application goes back to
 * a mark and reads it again. It holds a reader from the body's first bytes to the attempt's end.
 * Guarded by the attempt's lock.
 */
final class ResponseBody {
  /** Of a file, only the end and the error of a failed call mean something. */
  private final boolean isFile;

  private @Nullable ResponseUsageReader reader;
  private @Nullable String contentEncoding;
  private boolean declaredStream;

  /** Whether bytes are missing, so that the rest and what was read of it mean nothing. */
  private boolean unreadable;

  private final BodyPosition position = new BodyPosition();
  private long firstTokenNanos;

  /** {@code null} unless the configuration asks for it. */
  private @Nullable StreamTimes times;

  /**
   * @param isFile whether the body is a file of the application, or describes one
   */
  ResponseBody(boolean isFile) {
    this.isFile = isFile;
  }

  void start() {
    unreadable = false;
    contentEncoding = null;
    ResponseUsageReader held = reader;
    if (held != null) {
      held.reset();
    }
    position.startBody();
    firstTokenNanos = 0;
    if (times != null) {
      times.reset();
    }
  }

  void headers(long length, @Nullable String encoding) {
    position.setLength(length);
    if (position.isAtStart()) {
      contentEncoding = encoding;
      ResponseUsageReader held = reader;
      if (held != null) {
        held.setContentEncoding(encoding);
      }
    }
  }

  /** Whether the head says that the body is a stream of events. */
  void declaredStream(boolean stream) {
    declaredStream = stream;
  }

  void bytes(byte[] bytes, int offset, int length) {
    int reread = (int) position.reread(length);
    if (isReadable()) {
      try {
        reader().accept(bytes, offset + reread, length - reread);
      } catch (Throwable e) {
        giveUp();
        AgentErrors.countAndLog(Stage.USAGE, e);
      }
    }
    advance(length - reread);
  }

  /** Does not change the buffer's position. */
  void bytes(ByteBuffer bytes) {
    if (isReadable()) {
      try {
        reader().accept(bytes);
      } catch (Throwable e) {
        giveUp();
        AgentErrors.countAndLog(Stage.USAGE, e);
      }
    }
    advance(bytes.remaining());
  }

  private boolean isReadable() {
    if (!unreadable && AgentErrors.isResting(Stage.USAGE)) {
      giveUp();
    }
    return !unreadable;
  }

  private ResponseUsageReader reader() {
    ResponseUsageReader held = reader;
    if (held == null) {
      held = BodyReaders.RESPONSE.acquire();
      held.setContentEncoding(contentEncoding);
      reader = held;
    }
    return held;
  }

  /** Its state may be anything after an error, so the reader is not pooled. */
  private void giveUp() {
    unreadable = true;
    ResponseUsageReader held = reader;
    reader = null;
    if (held != null) {
      held.close();
    }
  }

  /** Called when the attempt's record is built. */
  void release() {
    ResponseUsageReader held = reader;
    reader = null;
    if (held != null) {
      BodyReaders.RESPONSE.release(held);
    }
  }

  void skip(long count) {
    long skipped = Math.max(count, 0);
    advance(skipped - position.reread(skipped));
  }

  private void advance(long count) {
    position.advance(count);
    ResponseUsageReader held = meaning();
    if (firstTokenNanos == 0 && held != null && held.hasContent() && held.isStream()) {
      firstTokenNanos = System.nanoTime();
    }
    if (times != null && count > 0 && held != null && held.isStream()) {
      times.bytes(System.nanoTime());
    }
  }

  /** Measures from now on when the bytes of a stream arrive. */
  void measureTimes() {
    times = new StreamTimes();
  }

  /** The bytes that have passed, also those that could not be read. */
  long passedBytes() {
    return position.passedBytes();
  }

  /**
   * The time from the first content to the last bytes; -1 if it is not measured, or if this is not
   * a stream that has ended as its dialect ends.
   */
  long contentNanos() {
    ResponseUsageReader held = reader;
    return times == null || firstTokenNanos == 0 || held == null || !held.hasProperEnd()
        ? -1
        : times.lastNanos() - firstTokenNanos;
  }

  /** The longest time between two reads that brought bytes of a stream; -1 if there is none. */
  long longestGapNanos() {
    return times == null ? -1 : times.longestGapNanos();
  }

  void mark() {
    position.mark();
  }

  void resetToMark() {
    position.resetToMark();
  }

  /** Whether nothing more will come; after an error in reading, whether nothing must come. */
  boolean isComplete() {
    ResponseUsageReader held = reader;
    return held != null && (held.isComplete() || held.isDecompressed())
        || position.isAtLength()
        || unreadable && !position.hasLength();
  }

  /** Whether the last byte that {@code Content-Length} promised has passed. */
  boolean isAtItsLength() {
    return !position.isAtStart() && position.isAtLength();
  }

  /** Whether compressed data has not ended, or is not what the server compressed. */
  boolean isBroken() {
    ResponseUsageReader held = reader;
    return held != null && (held.isCorrupt() || held.isCutShort());
  }

  /** Whether compressed data is not what the server compressed. */
  boolean isCorrupt() {
    ResponseUsageReader held = reader;
    return held != null && held.isCorrupt();
  }

  /** Whether there are fewer bytes than {@code Content-Length} promised. */
  boolean isCutShort() {
    return position.isBeforeLength();
  }

  /** When the first event with content arrived, by {@link System#nanoTime}; 0 if none did. */
  long firstTokenNanos() {
    return firstTokenNanos;
  }

  /** The reader of a body that says something of its answer. */
  private @Nullable ResponseUsageReader meaning() {
    return isFile ? null : reader;
  }

  /** What the body says, until {@link #release}. */
  ResponseContent content() {
    return new ResponseContent(meaning(), reader, declaredStream);
  }
}
