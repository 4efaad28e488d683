package ai.holysheep.agent.exchange;

import ai.holysheep.agent.usage.BodyError;
import ai.holysheep.agent.usage.ResponseUsageReader;
import ai.holysheep.agent.usage.Usage;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A response's body as the application reads it: how many bytes have passed, when the first content
 * arrived, and what the body contains. Each byte counts once, even if the application goes back to
 * a mark and reads it again. Guarded by the attempt's lock.
 */
final class ResponseBody {
  private final ResponseUsageReader reader;

  /** The value of {@code Content-Length}, or -1. */
  private long contentLength = -1;

  /** Bytes from the start to the farthest position that the application has reached. */
  private long position;

  /** How many bytes the application will read again before it is at {@link #position}. */
  private long rereadable;

  private long mark;
  private long firstTokenNanos;

  ResponseBody(ResponseUsageReader reader) {
    this.reader = reader;
  }

  void start() {
    reader.reset();
    position = 0;
    rereadable = 0;
    mark = 0;
    firstTokenNanos = 0;
  }

  void headers(long length, @Nullable String contentEncoding) {
    contentLength = length;
    if (position == 0) {
      reader.setContentEncoding(contentEncoding);
    }
  }

  void bytes(byte[] bytes, int offset, int length) {
    int reread = (int) reread(length);
    reader.accept(bytes, offset + reread, length - reread);
    advance(length - reread);
  }

  /** Does not change the buffer's position. */
  void bytes(ByteBuffer bytes) {
    reader.accept(bytes);
    advance(bytes.remaining());
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
    if (firstTokenNanos == 0 && reader.hasContent() && reader.isStream()) {
      firstTokenNanos = System.nanoTime();
    }
  }

  void mark() {
    mark = position - rereadable;
  }

  void resetToMark() {
    rereadable = position - mark;
  }

  /** Whether nothing more will come. */
  boolean isComplete() {
    return reader.isComplete() || position == contentLength;
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
    return reader.isStream();
  }

  /** Whether the model stopped at its token limit. */
  boolean isStoppedAtTokenLimit() {
    return reader.isTruncated();
  }

  @Nullable String model() {
    return reader.model();
  }

  /** The body's token counts; {@code null} if it has none. */
  @Nullable Usage usage() {
    return reader.usage();
  }

  /**
   * The error that the body describes; {@code null} if it describes none.
   *
   * @param failed whether the status says that the body can only be an error
   */
  @Nullable BodyError error(boolean failed) {
    return reader.error(failed);
  }
}
