package ai.holysheep.agent.adapter.okhttp;

import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.ExchangesByObject;
import ai.holysheep.agent.instrumentation.AroundHandler;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** {@code HttpEngine.sendRequest} of 3.0 to 3.3 starts an attempt, the first time it is called. */
public final class SendRequestHandler extends AroundHandler.OfSelf<Object, Object, Object> {
  private final OkHttpMessages messages = new OkHttpMessages();

  @Override
  protected @Nullable Object onEnter(Object engine) {
    return ExchangesByObject.get(engine) == null ? HttpEngines.open(start(engine)) : null;
  }

  private @Nullable Exchange start(Object engine) {
    Request request = HttpEngines.request(engine);
    if (!OkHttpMessages.isWatched(request)) {
      return null;
    }
    Exchange exchange = messages.start(request, request);
    if (exchange != null) {
      put(engine, exchange);
    }
    return exchange;
  }

  private static void put(Object engine, Exchange exchange) {
    try {
      ExchangesByObject.put(engine, exchange);
    } catch (Throwable e) {
      exchange.abandon(e);
    }
  }

  @Override
  protected @Nullable Object onExit(
      Object scope, @Nullable Object returned, @Nullable Throwable thrown) {
    HttpEngines.close(scope, thrown);
    return returned;
  }
}
