package ai.holysheep.agent.adapter.apache4async;

import ai.holysheep.agent.exchange.Exchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.apache.http.nio.ContentDecoder;
import org.apache.http.nio.FileContentDecoder;

/** Reports to an attempt the bytes that the application reads. */
class TappedDecoder implements ContentDecoder {
  private final ContentDecoder delegate;
  private final Exchange exchange;

  private TappedDecoder(ContentDecoder delegate, Exchange exchange) {
    this.delegate = delegate;
    this.exchange = exchange;
  }

  static ContentDecoder of(ContentDecoder decoder, Exchange exchange) {
    return decoder instanceof FileContentDecoder
        ? new ToFile((FileContentDecoder) decoder, exchange)
        : new TappedDecoder(decoder, exchange);
  }

  @Override
  public int read(ByteBuffer bytes) throws IOException {
    int from = bytes.position();
    int n = delegate.read(bytes);
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
      ByteBuffer read = bytes.duplicate();
      read.limit(from + n).position(from);
      exchange.responseBodyBytes(read);
    } catch (Throwable e) {
      exchange.abandon(e);
    }
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
   * The kernel copies a file's bytes from the network to the disk. No code in this JVM sees them.
   */
  private static final class ToFile extends TappedDecoder implements FileContentDecoder {
    private final FileContentDecoder delegate;
    private final Exchange exchange;

    ToFile(FileContentDecoder delegate, Exchange exchange) {
      super(delegate, exchange);
      this.delegate = delegate;
      this.exchange = exchange;
    }

    @Override
    public long transfer(FileChannel file, long position, long count) throws IOException {
      long n = delegate.transfer(file, position, count);
      try {
        exchange.responseBodySkipped(n);
      } catch (Throwable e) {
        try {
          exchange.abandon(e);
        } catch (Throwable ignored) {
          // No stack is left.
        }
      }
      return n;
    }
  }
}
