package ai.holysheep.agent.adapter.okhttp;

import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.ExchangesByObject;
import ai.holysheep.agent.instrumentation.Abandonable;
import ai.holysheep.agent.instrumentation.AroundHandler;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** {@code HttpEngine.readResponse} of 3.0 to 3.3. */
public final class ReadResponseHandler
    extends AroundHandler.OfSelf<Object, ReadResponseHandler.Reading, Object> {
  private final OkHttpMessages messages = new OkHttpMessages();

  @Override
  protected @Nullable Reading onEnter(Object engine) {
    Abandonable scope = HttpEngines.open(ExchangesByObject.get(engine));
    return scope == null ? null : new Reading(engine, scope);
  }

  @Override
  protected @Nullable Object onExit(
      Reading reading, @Nullable Object returned, @Nullable Throwable thrown) {
    Exchange exchange = HttpEngines.close(reading.scope, thrown);
    if (exchange != null) {
      Response response = HttpEngines.response(reading.engine);
      if (OkHttpMessages.isFromNetwork(response)) {
        messages.respond(exchange, response);
      } else {
        exchange.discard();
      }
    }
    return returned;
  }

  static final class Reading implements Abandonable {
    private final Object engine;
    private final Abandonable scope;

    Reading(Object engine, Abandonable scope) {
      this.engine = engine;
      this.scope = scope;
    }

    @Override
    public void abandon(Throwable fault) {
      scope.abandon(fault);
    }
  }
}
