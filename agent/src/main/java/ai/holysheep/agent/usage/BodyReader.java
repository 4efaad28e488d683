package ai.holysheep.agent.usage;

import java.nio.ByteBuffer;

/** Reads a body's bytes as they pass. One thread at a time. */
public abstract class BodyReader {
  /** For buffers without an accessible array: direct ones, and those of {@code java.net.http}. */
  private final byte[] scratch = new byte[4096];

  BodyReader() {}

  public abstract void accept(byte[] bytes, int offset, int length);

  /** Reads the remaining bytes of a buffer. Does not change the buffer's position. */
  public final void accept(ByteBuffer buffer) {
    if (buffer.hasArray()) {
      accept(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
      return;
    }
    ByteBuffer copy = buffer.duplicate();
    while (copy.hasRemaining() && !isDone()) {
      int length = Math.min(copy.remaining(), scratch.length);
      copy.get(scratch, 0, length);
      accept(scratch, 0, length);
    }
  }

  /** Whether the reader ignores all further bytes. */
  abstract boolean isDone();
}
