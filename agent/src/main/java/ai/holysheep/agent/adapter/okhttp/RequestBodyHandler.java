package ai.holysheep.agent.adapter.okhttp;

import ai.holysheep.agent.exchange.CurrentExchange;
import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.instrumentation.AroundHandler;
import okhttp3.Request;
import okio.Sink;
import org.jspecify.annotations.Nullable;

/**
 * A codec makes the sink of a request's body, below every object that the application sees. It gets
 * the final request, with the {@code Content-Type} that OkHttp has taken from the body.
 */
public final class RequestBodyHandler extends AroundHandler.OfOne<Request, Exchange, Sink> {
  private final OkHttpMessages messages = new OkHttpMessages();

  @Override
  protected @Nullable Exchange onEnter(@Nullable Request request) {
    Exchange exchange = CurrentExchange.get();
    if (exchange != null && request != null) {
      messages.requestContentType(exchange, request);
    }
    return exchange;
  }

  @Override
  protected @Nullable Sink onExit(
      Exchange exchange, @Nullable Sink sink, @Nullable Throwable thrown) {
    return sink == null ? null : TappedSink.start(sink, exchange);
  }
}
