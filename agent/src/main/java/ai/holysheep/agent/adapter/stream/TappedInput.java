package ai.holysheep.agent.adapter.stream;

import ai.holysheep.agent.exchange.Exchange;
import java.io.IOException;
import java.io.InputStream;

/** Reports to an attempt what the application reads of a response's body, and the body's end. */
public final class TappedInput extends InputStream {
  private final InputStream delegate;
  private final Exchange exchange;
  private final byte[] one = new byte[1];

  private TappedInput(InputStream delegate, Exchange exchange) {
    this.delegate = delegate;
    this.exchange = exchange;
  }

  /** Starts the response's body. It ends at the latest when its stream is collected. */
  public static InputStream start(InputStream delegate, Exchange exchange) {
    exchange.responseBodyStart();
    TappedInput tapped = new TappedInput(delegate, exchange);
    exchange.endWhenCollected(tapped);
    return tapped;
  }

  @Override
  public int read() throws IOException {
    try {
      int b = delegate.read();
      if (b == -1) {
        exchange.responseBodyEnd();
      } else {
        one[0] = (byte) b;
        exchange.responseBodyBytes(one, 0, 1);
      }
      return b;
    } catch (Throwable e) {
      exchange.responseFailed(e);
      throw e;
    }
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      int n = delegate.read(bytes, offset, length);
      if (n == -1) {
        exchange.responseBodyEnd();
      } else {
        exchange.responseBodyBytes(bytes, offset, n);
      }
      return n;
    } catch (Throwable e) {
      exchange.responseFailed(e);
      throw e;
    }
  }

  @Override
  public long skip(long n) throws IOException {
    try {
      long skipped = delegate.skip(n);
      exchange.responseBodySkipped(skipped);
      return skipped;
    } catch (Throwable e) {
      exchange.responseFailed(e);
      throw e;
    }
  }

  @Override
  public int available() throws IOException {
    return delegate.available();
  }

  @Override
  public boolean markSupported() {
    return delegate.markSupported();
  }

  @Override
  public void mark(int limit) {
    delegate.mark(limit);
    exchange.responseBodyMarked();
  }

  @Override
  public void reset() throws IOException {
    delegate.reset();
    exchange.responseBodyReset();
  }

  @Override
  public void close() throws IOException {
    try {
      delegate.close();
    } finally {
      exchange.responseBodyClosed();
    }
  }
}
