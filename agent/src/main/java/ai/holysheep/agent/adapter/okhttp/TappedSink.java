package ai.holysheep.agent.adapter.okhttp;

import ai.holysheep.agent.exchange.Exchange;
import java.io.IOException;
import okio.Buffer;
import okio.ForwardingSink;
import okio.Sink;

/** Reports to an attempt the bytes that are sent, without copying them. */
final class TappedSink extends ForwardingSink {
  private final Tap tap;

  TappedSink(Sink delegate, Exchange exchange) {
    super(delegate);
    tap = new Tap(exchange::requestBodyBytes);
  }

  @Override
  public void write(Buffer source, long byteCount) throws IOException {
    // Before the write, which takes the bytes out of the buffer.
    tap.report(source, 0, byteCount);
    super.write(source, byteCount);
  }
}
