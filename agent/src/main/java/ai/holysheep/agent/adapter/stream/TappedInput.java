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
    try {
      exchange.responseBodyStart();
      TappedInput tapped = new TappedInput(delegate, exchange);
      exchange.endWhenCollected(tapped);
      return tapped;
    } catch (Throwable e) {
      exchange.abandon(e);
      return delegate;
    }
  }

  @Override
  public int read() throws IOException {
    int b;
    try {
      b = delegate.read();
    } catch (Throwable e) {
      try {
        reportFailure(e);
      } catch (Throwable ignored) {
        // No stack is left.
      }
      throw e;
    }
    one[0] = (byte) b;
    try {
      reportRead(one, 0, b == -1 ? -1 : 1);
    } catch (Throwable ignored) {
      // No stack is left.
    }
    return b;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int n;
    try {
      n = delegate.read(bytes, offset, length);
    } catch (Throwable e) {
      try {
        reportFailure(e);
      } catch (Throwable ignored) {
        // No stack is left.
      }
      throw e;
    }
    try {
      reportRead(bytes, offset, n);
    } catch (Throwable ignored) {
      // No stack is left.
    }
    return n;
  }

  private void reportRead(byte[] bytes, int offset, int n) {
    try {
      if (n == -1) {
        exchange.responseBodyEnd();
      } else {
        exchange.responseBodyBytes(bytes, offset, n);
      }
    } catch (Throwable e) {
      exchange.abandon(e);
    }
  }

  private void reportFailure(Throwable thrown) {
    try {
      exchange.responseFailed(thrown);
    } catch (Throwable e) {
      exchange.abandon(e);
    }
  }

  @Override
  public long skip(long n) throws IOException {
    long skipped;
    try {
      skipped = delegate.skip(n);
    } catch (Throwable e) {
      try {
        reportFailure(e);
      } catch (Throwable ignored) {
        // No stack is left.
      }
      throw e;
    }
    try {
      exchange.responseBodySkipped(skipped);
    } catch (Throwable e) {
      try {
        exchange.abandon(e);
      } catch (Throwable ignored) {
        // No stack is left.
      }
    }
    return skipped;
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
    try {
      exchange.responseBodyMarked();
    } catch (Throwable e) {
      try {
        exchange.abandon(e);
      } catch (Throwable ignored) {
        // No stack is left.
      }
    }
  }

  @Override
  public void reset() throws IOException {
    delegate.reset();
    try {
      exchange.responseBodyReset();
    } catch (Throwable e) {
      try {
        exchange.abandon(e);
      } catch (Throwable ignored) {
        // No stack is left.
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      delegate.close();
    } finally {
      try {
        reportClose();
      } catch (Throwable ignored) {
        // No stack is left.
      }
    }
  }

  private void reportClose() {
    try {
      exchange.responseBodyClosed();
    } catch (Throwable e) {
      exchange.abandon(e);
    }
  }
}
