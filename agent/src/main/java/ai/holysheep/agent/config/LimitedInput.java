package ai.holysheep.agent.config;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that fails when it has more bytes than it may have. Marks are not supported. */
final class LimitedInput extends FilterInputStream {
  private final int maxBytes;
  private long count;

  LimitedInput(InputStream in, int maxBytes) {
    super(in);
    this.maxBytes = maxBytes;
  }

  @Override
  public int read() throws IOException {
    int read = in.read();
    count(read < 0 ? 0 : 1);
    return read;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = in.read(bytes, offset, length);
    count(Math.max(read, 0));
    return read;
  }

  @Override
  public long skip(long bytes) throws IOException {
    long skipped = in.skip(bytes);
    count(skipped);
    return skipped;
  }

  private void count(long bytes) throws IOException {
    count += bytes;
    if (count > maxBytes) {
      throw new IOException("larger than " + maxBytes + " bytes");
    }
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
