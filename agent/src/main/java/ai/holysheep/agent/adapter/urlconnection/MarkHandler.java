package ai.holysheep.agent.adapter.urlconnection;

import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.ExchangesByObject;
import ai.holysheep.agent.instrumentation.EntryHandler;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** {@code mark} on the stream of a response. */
public final class MarkHandler extends EntryHandler<InputStream, Object> {
  @Override
  protected void onEntry(InputStream stream, @Nullable Object unused) {
    Exchange exchange = ExchangesByObject.get(stream);
    if (exchange != null) {
      exchange.responseBodyMarked();
    }
  }
}
