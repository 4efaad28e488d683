package ai.holysheep.agent.adapter.urlconnection;

import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.ExchangesByObject;
import ai.holysheep.agent.instrumentation.HookHandler;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** The streams that the application reads a response from and writes a long request to. */
public final class StreamHandler extends HookHandler {
  @Override
  public void bytes(Object self, byte @Nullable [] bytes, int offset, int length) {
    Exchange exchange = ExchangesByObject.get(self);
    if (exchange == null) {
      return;
    }
    if (self instanceof OutputStream) {
      if (bytes == null) {
        exchange.requestBodyBytes(new byte[] {(byte) offset}, 0, 1);
      } else {
        exchange.requestBodyBytes(bytes, offset, length);
      }
    } else if (length < 0) {
      exchange.responseBodyEnd();
    } else if (bytes != null) {
      exchange.responseBodyBytes(bytes, offset, length);
    }
  }

  /** The streams that are closed, and those that go back to a place that they have marked. */
  @Override
  public @Nullable Object before(
      Object self, @Nullable Object method, @Nullable Object b, @Nullable Object c) {
    Exchange exchange = ExchangesByObject.get(self);
    if (exchange == null) {
      return null;
    }
    if ("reset".equals(method)) {
      return new Rewind(exchange);
    }
    if ("mark".equals(method)) {
      exchange.responseBodyMarked();
    } else {
      ExchangesByObject.remove(self);
      exchange.responseBodyClosed();
    }
    return null;
  }

  /** Reading or writing has failed, or the stream has gone back. */
  @Override
  public @Nullable Object after(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token instanceof Rewind) {
      if (thrown == null) {
        ((Rewind) token).exchange.responseBodyReset();
      }
      return returned;
    }
    Exchange exchange = token == null ? null : ExchangesByObject.get(token);
    if (exchange != null && thrown != null) {
      if (token instanceof OutputStream) {
        // The client lets nobody ask for an answer then.
        exchange.failed(thrown);
      } else {
        exchange.responseFailed(thrown);
      }
    }
    return returned;
  }

  private static final class Rewind {
    final Exchange exchange;

    Rewind(Exchange exchange) {
      this.exchange = exchange;
    }
  }
}
