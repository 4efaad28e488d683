package ai.holysheep.agent.adapter.stream;

import ai.holysheep.agent.exchange.Exchange;
import java.io.IOException;
import java.io.OutputStream;

/** Reports to an attempt the bytes that the connection's stream has written. */
public final class TappedOutput extends OutputStream {
  private final OutputStream delegate;
  private final Exchange exchange;
  private final byte[] one = new byte[1];

  private TappedOutput(OutputStream delegate, Exchange exchange) {
    this.delegate = delegate;
    this.exchange = exchange;
  }

  /** Starts the request's body. */
  static OutputStream start(OutputStream delegate, Exchange exchange) {
    try {
      exchange.requestBodyStart();
      return new TappedOutput(delegate, exchange);
    } catch (Throwable e) {
      exchange.abandon(e);
      return delegate;
    }
  }

  /** A stream that only reports its bytes. */
  public static OutputStream reportingTo(Exchange exchange) {
    return new OutputStream() {
      @Override
      public void write(int b) {
        try {
          write(new byte[] {(byte) b}, 0, 1);
        } catch (Throwable ignored) {
          // No stack is left.
        }
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        try {
          exchange.requestBodyBytes(bytes, offset, length);
        } catch (Throwable e) {
          try {
            exchange.abandon(e);
          } catch (Throwable ignored) {
            // No stack is left.
          }
        }
      }
    };
  }

  @Override
  public void write(int b) throws IOException {
    delegate.write(b);
    one[0] = (byte) b;
    try {
      reportWrite(one, 0, 1);
    } catch (Throwable ignored) {
      // No stack is left.
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    delegate.write(bytes, offset, length);
    try {
      reportWrite(bytes, offset, length);
    } catch (Throwable ignored) {
      // No stack is left.
    }
  }

  private void reportWrite(byte[] bytes, int offset, int length) {
    try {
      exchange.requestBodyBytes(bytes, offset, length);
    } catch (Throwable e) {
      exchange.abandon(e);
    }
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
