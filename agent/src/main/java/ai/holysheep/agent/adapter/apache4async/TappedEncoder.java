package ai.holysheep.agent.adapter.apache4async;

import ai.holysheep.agent.exchange.Exchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.apache.http.nio.ContentEncoder;
import org.apache.http.nio.FileContentEncoder;

/** Reports to an attempt the bytes that are sent. */
class TappedEncoder implements ContentEncoder {
  private final ContentEncoder delegate;
  private final Exchange exchange;

  private TappedEncoder(ContentEncoder delegate, Exchange exchange) {
    this.delegate = delegate;
    this.exchange = exchange;
  }

  static ContentEncoder of(ContentEncoder encoder, Exchange exchange) {
    return encoder instanceof FileContentEncoder
        ? new FromFile((FileContentEncoder) encoder, exchange)
        : new TappedEncoder(encoder, exchange);
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    int from = bytes.position();
    int n = delegate.write(bytes);
    if (n > 0) {
      try {
        report(bytes, from, n);
      } catch (Throwable ignored) {
        // No stack is left.
      }
    }
    return n;
  }

  private void report(ByteBuffer bytes, int from, int n) {
    try {
      ByteBuffer written = bytes.duplicate();
      written.limit(from + n).position(from);
      exchange.requestBodyBytes(written);
    } catch (Throwable e) {
      exchange.abandon(e);
    }
  }

  @Override
  public void complete() throws IOException {
    delegate.complete();
  }

  @Override
  public boolean isCompleted() {
    return delegate.isCompleted();
  }

  @Override
  public String toString() {
    return delegate.toString();
  }

  /**
   * The kernel copies a file's bytes from the disk to the network. No code in this JVM sees them.
   */
  private static final class FromFile extends TappedEncoder implements FileContentEncoder {
    private final FileContentEncoder delegate;

    FromFile(FileContentEncoder delegate, Exchange exchange) {
      super(delegate, exchange);
      this.delegate = delegate;
    }

    @Override
    public long transfer(FileChannel file, long position, long count) throws IOException {
      return delegate.transfer(file, position, count);
    }
  }
}
