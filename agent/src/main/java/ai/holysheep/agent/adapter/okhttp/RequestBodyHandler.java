package ai.holysheep.agent.adapter.okhttp;

import ai.holysheep.agent.exchange.CurrentExchange;
import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.instrumentation.ResultHandler;
import okio.Sink;

/** A codec has made the sink of a request's body, below every object that the application sees. */
public final class RequestBodyHandler extends ResultHandler<Sink> {
  @Override
  protected Sink onReturn(Sink sink) {
    Exchange exchange = CurrentExchange.get();
    return exchange == null ? sink : TappedSink.start(sink, exchange);
  }
}
