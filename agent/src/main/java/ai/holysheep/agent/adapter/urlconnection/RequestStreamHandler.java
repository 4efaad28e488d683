package ai.holysheep.agent.adapter.urlconnection;

import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.ExchangesByObject;
import ai.holysheep.agent.instrumentation.WriteHandler;
import java.io.OutputStream;

/** The stream of a body that is sent while the application writes it. */
public final class RequestStreamHandler extends WriteHandler {
  @Override
  protected void onWrite(OutputStream stream, byte[] bytes, int offset, int length) {
    Exchange exchange = ExchangesByObject.get(stream);
    if (exchange != null) {
      exchange.requestBodyBytes(bytes, offset, length);
    }
  }

  @Override
  protected void onWriteByte(OutputStream stream, int b) {
    Exchange exchange = ExchangesByObject.get(stream);
    if (exchange != null) {
      exchange.requestBodyBytes(new byte[] {(byte) b}, 0, 1);
    }
  }

  /** After this the client does not read a response. */
  @Override
  protected void onFailure(OutputStream stream, Throwable thrown) {
    Exchange exchange = ExchangesByObject.get(stream);
    if (exchange != null) {
      exchange.failed(thrown);
    }
  }
}
