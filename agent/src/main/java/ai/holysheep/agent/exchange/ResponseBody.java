package ai.holysheep.agent.exchange;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.AgentErrors.Stage;
import ai.holysheep.agent.usage.BodyError;
import ai.holysheep.agent.usage.ResponseUsageReader;
import ai.holysheep.agent.usage.Usage;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A response's body as the application reads it: how many bytes have passed, when the first content
 * arrived, and what the body contains. Each byte counts once, even if the application goes back to
 * a mark and reads it again. It holds a reader from the body's first bytes to the attempt's end.
 * Guarded by the attempt's lock.
 */
final class ResponseBody {
  private @Nullable ResponseUsageReader reader;
  private @Nullable String contentEncoding;

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

  void start() {
    unreadable = false;
    contentEncoding = null;
    ResponseUsageReader held = reader;
    if (held != null) {
      held.reset();
    }
    position = 0;
    rereadable = 0;
    mark = 0;
    firstTokenNanos = 0;
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
    ResponseUsageReader held = reader;
    if (firstTokenNanos == 0 && held != null && held.hasContent() && held.isStream()) {
      firstTokenNanos = System.nanoTime();
    }
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

  /** Whether the body is a stream of events. */
  boolean isStream() {
    ResponseUsageReader held = reader;
    return held != null && held.isStream();
  }

  /** Whether the model stopped at its token limit. */
  boolean isStoppedAtTokenLimit() {
    ResponseUsageReader held = reader;
    return held != null && held.isTruncated();
  }

  @Nullable String model() {
    ResponseUsageReader held = reader;
    return held == null ? null : held.model();
  }

  /** The body's token counts; {@code null} if it has none. */
  @Nullable Usage usage() {
    ResponseUsageReader held = reader;
    return held == null ? null : held.usage();
  }

  /**
   * The error that the body describes; {@code null} if it describes none.
   *
   * @param failed whether the status says that the body can only be an error
   */
  @Nullable BodyError error(boolean failed) {
    ResponseUsageReader held = reader;
    return held == null ? null : held.error(failed);
  }
}
