package ai.holysheep.agent.adapter.stream;

import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.ExchangesByObject;
import ai.holysheep.agent.instrumentation.HookHandler;
import org.jspecify.annotations.Nullable;

/** The application closes a response, whose body it may never have read. */
public final class CloseHandler extends HookHandler {
  @Override
  public @Nullable Object before(
      Object self, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
    Exchange exchange = ExchangesByObject.remove(self);
    if (exchange != null) {
      exchange.responseBodyClosed();
    }
    return null;
  }
}
