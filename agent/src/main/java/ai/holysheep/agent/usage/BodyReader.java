package ai.holysheep.agent.usage;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Reads a body's bytes as they pass. One thread at a time. */
public abstract class BodyReader {
  private static final byte[] NONE = {};
  private static final int SCRATCH_BYTES = 4096;

  /**
   * For buffers without an accessible array: direct ones, and those of {@code java.net.http}. Made
   * by the first of these.
   */
  private byte[] scratch = NONE;

  /** How many bytes at the scratch's start may be a body's. */
  private int scratchUsed;

  BodyReader() {}

  public abstract void accept(byte[] bytes, int offset, int length);

  /** Reads the remaining bytes of a buffer. Does not change the buffer's position. */
  public final void accept(ByteBuffer buffer) {
    if (buffer.hasArray()) {
      accept(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
      return;
    }
    if (scratch.length == 0) {
      scratch = new byte[SCRATCH_BYTES];
    }
    ByteBuffer copy = buffer.duplicate();
    while (copy.hasRemaining() && !isDone()) {
      int length = Math.min(copy.remaining(), scratch.length);
      scratchUsed = Math.max(scratchUsed, length);
      copy.get(scratch, 0, length);
      accept(scratch, 0, length);
    }
  }

  /** Prepares for another body, and keeps no byte of this one. */
  public void wipe() {
    Arrays.fill(scratch, 0, scratchUsed, (byte) 0);
    scratchUsed = 0;
  }

  /** Frees memory outside the heap. A reader that is used afterwards must be closed again. */
  public void close() {}

  /** Whether the reader ignores all further bytes. */
  public abstract boolean isDone();
}
