package ai.holysheep.agent.report.ledger;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Reports how many bytes each read returns, and ends after a number of bytes. */
final class CountingInputStream extends FilterInputStream {
  private final LongConsumer onRead;
  private long left;

  CountingInputStream(InputStream in, long maxBytes, LongConsumer onRead) {
    super(in);
    left = maxBytes;
    this.onRead = onRead;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (left == 0) {
      return -1;
    }
    int n = super.read(bytes, offset, (int) Math.min(length, left));
    if (n > 0) {
      left -= n;
      onRead.accept(n);
    }
    return n;
  }

  @Override
  public long skip(long bytes) throws IOException {
    long n = super.skip(Math.min(bytes, left));
    left -= n;
    return n;
  }

  @Override
  public int available() throws IOException {
    return (int) Math.min(super.available(), left);
  }
}
