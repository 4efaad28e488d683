package ai.holysheep.agent.adapter.urlconnection;

import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.ExchangesByObject;
import ai.holysheep.agent.instrumentation.AroundHandler;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** {@code reset} on the stream of a response: the application goes back to its mark. */
public final class ResetHandler extends AroundHandler.OfSelf<InputStream, Exchange, Object> {
  @Override
  protected @Nullable Exchange onEnter(InputStream stream) {
    return ExchangesByObject.get(stream);
  }

  @Override
  protected @Nullable Object onExit(
      Exchange exchange, @Nullable Object returned, @Nullable Throwable thrown) {
    if (thrown == null) {
      exchange.responseBodyReset();
    }
    return returned;
  }
}
