package ai.holysheep.agent.adapter.stream;

import ai.holysheep.agent.exchange.CurrentExchange;
import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.instrumentation.ResultHandler;
import java.io.OutputStream;

/**
 * A blocking connection has made the stream of a request's body, below every object that the
 * application sees.
 */
public final class RequestStreamHandler extends ResultHandler<OutputStream> {
  @Override
  protected OutputStream onReturn(OutputStream stream) {
    Exchange exchange = CurrentExchange.get();
    return exchange == null ? stream : TappedOutput.start(stream, exchange);
  }
}
