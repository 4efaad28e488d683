package ai.holysheep.agent.adapter.urlconnection;

import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.ExchangesByObject;
import ai.holysheep.agent.instrumentation.ReadHandler;
import java.io.InputStream;

/** The stream from which the application reads a response. */
public final class ResponseStreamHandler extends ReadHandler {
  @Override
  protected void onRead(InputStream stream, byte[] bytes, int offset, int count) {
    Exchange exchange = ExchangesByObject.get(stream);
    if (exchange == null) {
      return;
    }
    if (count < 0) {
      exchange.responseBodyEnd();
    } else {
      exchange.responseBodyBytes(bytes, offset, count);
    }
  }

  @Override
  protected void onFailure(InputStream stream, Throwable thrown) {
    Exchange exchange = ExchangesByObject.get(stream);
    if (exchange != null) {
      exchange.responseFailed(thrown);
    }
  }
}
