package ai.holysheep.agent.adapter.okhttp;

import ai.holysheep.agent.exchange.Exchange;
import java.io.IOException;
import okio.Buffer;
import okio.ForwardingSink;
import okio.Sink;

/** Reports to an attempt the bytes that are sent, without copying them. */
final class TappedSink extends ForwardingSink {
  private final Exchange exchange;
  private final Tap tap;

  private TappedSink(Sink delegate, Exchange exchange) {
    super(delegate);
    this.exchange = exchange;
    tap = Tap.ofRequest(exchange);
  }

  /** Starts the request's body. */
  static Sink start(Sink delegate, Exchange exchange) {
    try {
      exchange.requestBodyStart();
      return new TappedSink(delegate, exchange);
    } catch (Throwable e) {
      exchange.abandon(e);
      return delegate;
    }
  }

  @Override
  public void write(Buffer source, long byteCount) throws IOException {
    // Before the write, which takes the bytes out of the buffer.
    try {
      tap.report(source, 0, byteCount);
    } catch (Throwable e) {
      try {
        exchange.abandon(e);
      } catch (Throwable ignored) {
        // No stack is left.
      }
    }
    super.write(source, byteCount);
  }
}
