package ai.holysheep.agent.exchange;

/**
 * How far the application has come in a response's body. Bytes that it reads again, from a mark,
 * count once. Guarded by the attempt's lock.
 */
final class BodyPosition {
  /** The value of {@code Content-Length}, or -1. */
  private long length = -1;

  /** Bytes from the start to the farthest position that the application has reached. */
  private long farthest;

  /** How many bytes the application will read again before it is at {@link #farthest}. */
  private long rereadable;

  private long mark;

  /** Bytes of bodies before this one, of intermediate responses. */
  private long earlierBytes;

  /** Another body starts. */
  void startBody() {
    earlierBytes += farthest;
    farthest = 0;
    rereadable = 0;
    mark = 0;
  }

  /**
   * @param contentLength the value of {@code Content-Length}, or -1
   */
  void setLength(long contentLength) {
    length = contentLength;
  }

  boolean hasLength() {
    return length >= 0;
  }

  /** The application reads on. Returns how many of the next bytes it has read before. */
  long reread(long count) {
    long reread = Math.min(rereadable, count);
    rereadable -= reread;
    return reread;
  }

  /** The application has read this many new bytes. */
  void advance(long count) {
    farthest += count;
  }

  void mark() {
    mark = farthest - rereadable;
  }

  void resetToMark() {
    rereadable = farthest - mark;
  }

  boolean isAtStart() {
    return farthest == 0;
  }

  boolean isAtLength() {
    return farthest == length;
  }

  boolean isBeforeLength() {
    return farthest < length;
  }

  /** The bytes of this body and of those before it. */
  long passedBytes() {
    return earlierBytes + farthest;
  }
}
