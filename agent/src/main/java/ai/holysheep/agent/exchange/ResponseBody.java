package ai.holysheep.agent.exchange;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.AgentErrors.Stage;
import ai.holysheep.agent.usage.Answer;
import ai.holysheep.agent.usage.BodyError;
import ai.holysheep.agent.usage.ModelUsage;
import ai.holysheep.agent.usage.ResponseUsageReader;
import ai.holysheep.agent.usage.Usage;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
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

  /** The value of {@code Content-Length}, or -1. */
  private long contentLength = -1;

  /** Bytes from the start to the farthest position that the application has reached. */
  private long position;

  /** How many bytes the application will read again before it is at {@link #position}. */
  private long rereadable;

  private long mark;
  private long firstTokenNanos;

  /** Bytes of bodies before this one, of intermediate responses. */
  private long earlierBytes;

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
    earlierBytes += position;
    position = 0;
    rereadable = 0;
    mark = 0;
    firstTokenNanos = 0;
    if (times != null) {
      times.reset();
    }
  }

  void headers(long length, @Nullable String encoding) {
    contentLength = length;
    if (position == 0) {
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
    int reread = (int) reread(length);
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
    advance(skipped - reread(skipped));
  }

  /** Returns how many of the next bytes have been counted before. */
  private long reread(long count) {
    long reread = Math.min(rereadable, count);
    rereadable -= reread;
    return reread;
  }

  private void advance(long count) {
    position += count;
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
    return earlierBytes + position;
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
    mark = position - rereadable;
  }

  void resetToMark() {
    rereadable = position - mark;
  }

  /** Whether nothing more will come; after an error in reading, whether nothing must come. */
  boolean isComplete() {
    ResponseUsageReader held = reader;
    return held != null && (held.isComplete() || held.isDecompressed() && !held.isStream())
        || position == contentLength
        || unreadable && contentLength < 0;
  }

  /** Whether the last byte that {@code Content-Length} promised has passed. */
  boolean isAtItsLength() {
    return position > 0 && position == contentLength;
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
    return position < contentLength;
  }

  /** When the first event with content arrived, by {@link System#nanoTime}; 0 if none did. */
  long firstTokenNanos() {
    return firstTokenNanos;
  }

  /** The reader of a body that says something of its answer. */
  private @Nullable ResponseUsageReader meaning() {
    return isFile ? null : reader;
  }

  /** Whether the body is a stream of events. */
  boolean isStream() {
    ResponseUsageReader held = meaning();
    return held != null && held.isStream();
  }

  /** Whether the model stopped at its token limit. */
  boolean isStoppedAtTokenLimit() {
    ResponseUsageReader held = meaning();
    return held != null && held.isTruncated();
  }

  /** Whether the body is a stream that lacks the end which its dialect has. */
  boolean isUnfinishedStream() {
    ResponseUsageReader held = meaning();
    return held != null && held.isStream() && !held.hasProperEnd();
  }

  /** What the body says of the answer that it shows. */
  Answer answer() {
    ResponseUsageReader held = meaning();
    return held == null ? Answer.NONE : held.answer();
  }

  @Nullable String model() {
    ResponseUsageReader held = meaning();
    return held == null ? null : held.model();
  }

  /** The body's token counts; {@code null} if it has none. */
  @Nullable Usage usage() {
    ResponseUsageReader held = meaning();
    return held == null ? null : held.usage();
  }

  /** Whether the body says that the call has failed, whatever its status. */
  boolean isFailure() {
    ResponseUsageReader held = meaning();
    return held != null && held.isFailure(declaredStream);
  }

  /** What further models have used within the call. */
  List<ModelUsage> furtherUsages() {
    ResponseUsageReader held = meaning();
    return held == null ? Collections.<ModelUsage>emptyList() : held.furtherUsages();
  }

  /**
   * The error that the body describes; {@code null} if it describes none.
   *
   * @param failed whether the status says that the body can only be an error
   */
  @Nullable BodyError error(boolean failed) {
    ResponseUsageReader held = failed ? reader : meaning();
    return held == null ? null : held.error(failed);
  }
}
