package ai.holysheep.agent.adapter.okhttp;

import ai.holysheep.agent.exchange.Exchange;
import java.io.IOException;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Source;

/** Shows an attempt the bytes that pass, without copying them, and how that ends. */
final class TappedSource extends ForwardingSource {
  private final Exchange exchange;
  private final Tap tap;

  TappedSource(Source delegate, Exchange exchange) {
    super(delegate);
    this.exchange = exchange;
    tap = new Tap(exchange::received);
  }

  @Override
  public long read(Buffer sink, long byteCount) throws IOException {
    long n;
    try {
      n = super.read(sink, byteCount);
    } catch (Throwable e) {
      exchange.bodyFailed(e);
      throw e;
    }
    if (n == -1) {
      // Over HTTP/2 OkHttp's sources do not mind.
      exchange.endedOrCut();
    } else {
      tap.see(sink, sink.size() - n, n);
    }
    return n;
  }

  @Override
  public void close() throws IOException {
    try {
      super.close();
    } finally {
      exchange.closed();
    }
  }
}
