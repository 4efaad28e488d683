package ai.holysheep.agent.adapter.stream;

import ai.holysheep.agent.exchange.Exchange;
import java.io.IOException;
import java.io.OutputStream;

/** Reports to an attempt the bytes that the connection's stream has written. */
public final class TappedOutput extends OutputStream {
  private final OutputStream delegate;
  private final Exchange exchange;
  private final byte[] one = new byte[1];

  TappedOutput(OutputStream delegate, Exchange exchange) {
    this.delegate = delegate;
    this.exchange = exchange;
  }

  /** A stream that only reports its bytes. */
  public static OutputStream reportingTo(Exchange exchange) {
    return new OutputStream() {
      @Override
      public void write(int b) {
        exchange.requestBodyBytes(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        exchange.requestBodyBytes(bytes, offset, length);
      }
    };
  }

  @Override
  public void write(int b) throws IOException {
    delegate.write(b);
    one[0] = (byte) b;
    exchange.requestBodyBytes(one, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    delegate.write(bytes, offset, length);
    exchange.requestBodyBytes(bytes, offset, length);
  }

  @Override
  public void flush() throws IOException {
    delegate.flush();
  }

  @Override
  public void close() throws IOException {
    delegate.close();
  }

  @Override
  public String toString() {
    return delegate.toString();
  }
}
