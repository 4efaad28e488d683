package ai.holysheep.agent.adapter.stream;

import ai.holysheep.agent.exchange.CurrentExchange;
import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.instrumentation.ResultHandler;
import java.io.InputStream;

/**
 * A blocking connection has made the stream of a response's body, below every object that the
 * application sees.
 */
public final class ResponseStreamHandler extends ResultHandler<InputStream> {
  @Override
  protected InputStream onReturn(InputStream stream) {
    Exchange exchange = CurrentExchange.get();
    // Apache's clients know an empty body by this very object.
    return exchange == null || stream.getClass().getSimpleName().equals("EmptyInputStream")
        ? stream
        : TappedInput.start(stream, exchange);
  }
}
