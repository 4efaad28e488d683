package ai.holysheep.agent.adapter.okhttp;

import ai.holysheep.agent.exchange.Exchange;
import java.io.IOException;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Source;

/** Reports to an attempt the bytes that pass, without copying them, and the body's end. */
final class TappedSource extends ForwardingSource {
  /** Up to this size, in bytes, the new bytes are found at the end of the application's buffer. */
  private static final long MAX_SCANNED = 1 << 16;

  private final Exchange exchange;
  private final Tap tap;

  /**
   * Stands before a larger buffer: to find its end, Okio would walk all its segments. Segments move
   * from one to the other without a copy.
   */
  private final Buffer own = new Buffer();

  /** Starts the response's body. It ends at the latest when its source is collected. */
  static Source start(Source delegate, Exchange exchange) {
    try {
      exchange.responseBodyStart();
      TappedSource tapped = new TappedSource(delegate, exchange);
      exchange.endWhenCollected(tapped);
      return tapped;
    } catch (Throwable e) {
      exchange.abandon(e);
      return delegate;
    }
  }

  TappedSource(Source delegate, Exchange exchange) {
    super(delegate);
    this.exchange = exchange;
    tap = Tap.ofResponse(exchange);
  }

  @Override
  public long read(Buffer sink, long byteCount) throws IOException {
    boolean small = sink.size() <= MAX_SCANNED;
    Buffer to = small ? sink : own;
    long n;
    try {
      n = super.read(to, byteCount);
    } catch (Throwable e) {
      try {
        reportFailure(e);
      } catch (Throwable ignored) {
        // No stack is left.
      }
      throw e;
    }
    try {
      reportRead(to, n);
    } catch (Throwable ignored) {
      // No stack is left.
    }
    if (!small && n > 0) {
      sink.write(own, n);
    }
    return n;
  }

  private void reportRead(Buffer buffer, long n) {
    try {
      if (n == -1) {
        // Over HTTP/2 OkHttp also returns -1 for a body that was cut short.
        exchange.responseBodyEnd();
      } else {
        tap.report(buffer, buffer.size() - n, n);
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
  public void close() throws IOException {
    try {
      super.close();
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
