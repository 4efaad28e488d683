package ai.holysheep.agent.adapter.okhttp;

import ai.holysheep.agent.exchange.Exchange;
import java.io.IOException;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Source;

/** Shows an attempt the bytes that pass, without copying them, and how that ends. */
final class TappedSource extends ForwardingSource {
  /** How much a buffer may hold that is gone through to find its end, segment by segment. */
  private static final long NEAR = 1 << 16;

  private final Exchange exchange;
  private final Tap tap;

  /** Between the connection and a buffer that takes the whole body. Hands its segments over. */
  private final Buffer own = new Buffer();

  /** The response's body starts. It ends at the latest when nothing can read it any more. */
  static TappedSource start(Source delegate, Exchange exchange) {
    exchange.responseBodyStart();
    TappedSource tapped = new TappedSource(delegate, exchange);
    exchange.endWhenCollected(tapped);
    return tapped;
  }

  TappedSource(Source delegate, Exchange exchange) {
    super(delegate);
    this.exchange = exchange;
    tap = new Tap(exchange::responseBodyBytes);
  }

  @Override
  public long read(Buffer sink, long byteCount) throws IOException {
    boolean near = sink.size() <= NEAR;
    Buffer to = near ? sink : own;
    long n;
    try {
      n = super.read(to, byteCount);
    } catch (Throwable e) {
      exchange.responseFailed(e);
      throw e;
    }
    if (n == -1) {
      // Over HTTP/2 OkHttp's sources do not mind.
      exchange.responseBodyEnd();
    } else {
      tap.see(to, to.size() - n, n);
      if (!near) {
        sink.write(own, n);
      }
    }
    return n;
  }

  @Override
  public void close() throws IOException {
    try {
      super.close();
    } finally {
      exchange.responseBodyClosed();
    }
  }
}
