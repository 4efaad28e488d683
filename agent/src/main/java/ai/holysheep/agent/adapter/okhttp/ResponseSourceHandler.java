package ai.holysheep.agent.adapter.okhttp;

import ai.holysheep.agent.exchange.CurrentExchange;
import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.instrumentation.ResultHandler;
import okio.Source;

/** A codec of 3.14 or later has made the source of a response's body. */
public final class ResponseSourceHandler extends ResultHandler<Source> {
  @Override
  protected Source onReturn(Source source) {
    Exchange exchange = CurrentExchange.get();
    return exchange == null ? source : TappedSource.start(source, exchange);
  }
}
