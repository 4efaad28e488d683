package ai.holysheep.agent.pricing.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Hashes the bytes that are read, so that a file can be compared with what it was without keeping
 * it. It is FNV-1a with 64 bits: two contents of one file have the same hash by chance only.
 */
final class HashedInput extends FilterInputStream {
  private static final long START = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;
  private static final int BUFFER = 1 << 13;

  private long hash = START;

  HashedInput(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    int read = in.read();
    if (read >= 0) {
      hash = (hash ^ read) * PRIME;
    }
    return read;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = in.read(bytes, offset, length);
    long sum = hash;
    for (int i = offset; i < offset + read; i++) {
      sum = (sum ^ (bytes[i] & 0xff)) * PRIME;
    }
    hash = sum;
    return read;
  }

  /** Not skipped but read, since all bytes count. */
  @Override
  public long skip(long bytes) throws IOException {
    return Math.max(read(new byte[(int) Math.min(Math.max(bytes, 0), BUFFER)]), 0);
  }

  /** Reads what is left. Returns the hash of all bytes. */
  long hashToEnd() throws IOException {
    byte[] buffer = new byte[BUFFER];
    int read = read(buffer, 0, BUFFER);
    while (read >= 0) {
      read = read(buffer, 0, BUFFER);
    }
    return hash;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
