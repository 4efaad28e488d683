package ai.holysheep.agent.exchange;

import ai.holysheep.agent.usage.ResponseUsageReader;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An answer's body as it passes the application: how much of it, when its content began, and what
 * it says. Each byte counts once, however often the application reads it. Guarded by its attempt's
 * lock.
 */
final class ResponseBody {
  private final ResponseUsageReader reader;

  /** As {@code Content-Length} has it, or -1. */
  private long length = -1;

  /** Bytes from the beginning to the farthest that the application got. */
  private long passed;

  /** How many of them it is about to get once more, since it has gone back. */
  private long again;

  private long mark;
  private long firstTokenNanos;

  ResponseBody(ResponseUsageReader reader) {
    this.reader = reader;
  }

  void begins() {
    reader.reset();
    passed = 0;
    again = 0;
    mark = 0;
    firstTokenNanos = 0;
  }

  void announced(long contentLength, @Nullable String contentEncoding) {
    length = contentLength;
    if (passed == 0) {
      reader.setContentEncoding(contentEncoding);
    }
  }

  void accept(byte[] bytes, int offset, int count) {
    int old = (int) seenBefore(count);
    reader.accept(bytes, offset + old, count - old);
    passed(count - old);
  }

  /** Leaves the buffer's position where it was. */
  void accept(ByteBuffer bytes) {
    reader.accept(bytes);
    passed(bytes.remaining());
  }

  /** The application has passed over bytes that nobody saw. */
  void skipped(long count) {
    long some = Math.max(count, 0);
    passed(some - seenBefore(some));
  }

  private long seenBefore(long count) {
    long old = Math.min(again, count);
    again -= old;
    return old;
  }

  private void passed(long count) {
    passed += count;
    if (firstTokenNanos == 0 && reader.hasContent() && reader.isStream()) {
      firstTokenNanos = System.nanoTime();
    }
  }

  /** The application may come back to where it is now. */
  void marked() {
    mark = passed - again;
  }

  /** The application has gone back to its mark. */
  void rewound() {
    again = passed - mark;
  }

  /** Whether nothing more is to come. */
  boolean isWhole() {
    return reader.isComplete() || passed == length;
  }

  /** Whether there is less than was promised. */
  boolean isCut() {
    return passed < length;
  }

  /** When the first event with content arrived; 0 if none did. */
  long firstTokenNanos() {
    return firstTokenNanos;
  }
}
