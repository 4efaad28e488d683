package ai.holysheep.agent.adapter.apache5async;

import ai.holysheep.agent.exchange.Exchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.nio.DataStreamChannel;

/** Reports to an attempt the bytes of its request's body. */
final class TappedChannel implements DataStreamChannel {
  private final DataStreamChannel delegate;
  private final Exchange exchange;

  TappedChannel(DataStreamChannel delegate, Exchange exchange) {
    this.delegate = delegate;
    this.exchange = exchange;
  }

  @Override
  public void requestOutput() {
    delegate.requestOutput();
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    int from = bytes.position();
    int n = delegate.write(bytes);
    int end = bytes.position();
    if (end > from) {
      try {
        report(bytes, from, end);
      } catch (Throwable ignored) {
        // No stack is left.
      }
    }
    return n;
  }

  private void report(ByteBuffer bytes, int from, int end) {
    try {
      ByteBuffer written = bytes.asReadOnlyBuffer();
      written.limit(end).position(from);
      exchange.requestBodyBytes(written);
    } catch (Throwable e) {
      exchange.abandon(e);
    }
  }

  @Override
  public void endStream() throws IOException {
    delegate.endStream();
  }

  @Override
  public void endStream(List<? extends Header> trailers) throws IOException {
    delegate.endStream(trailers);
  }

  @Override
  public String toString() {
    return delegate.toString();
  }
}
