package ai.holysheep.agent.usage;

import java.nio.ByteBuffer;

/** Looks at a body's bytes as they pass. One thread at a time. */
public abstract class BodyReader {
  /** For buffers that do not show their array: direct ones, and the JDK's client's. */
  private final byte[] scratch = new byte[4096];

  BodyReader() {}

  public abstract void accept(byte[] bytes, int offset, int length);

  /** Reads what remains in the buffer, and leaves its position where it was. */
  public final void accept(ByteBuffer buffer) {
    if (buffer.hasArray()) {
      accept(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
      return;
    }
    ByteBuffer copy = buffer.duplicate();
    while (copy.hasRemaining() && !isSatisfied()) {
      int n = Math.min(copy.remaining(), scratch.length);
      copy.get(scratch, 0, n);
      accept(scratch, 0, n);
    }
  }

  /** Whether more bytes would tell it nothing. */
  abstract boolean isSatisfied();
}
