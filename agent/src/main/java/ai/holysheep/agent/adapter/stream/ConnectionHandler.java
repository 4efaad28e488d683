package ai.holysheep.agent.adapter.stream;

import ai.holysheep.agent.exchange.CurrentExchange;
import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.instrumentation.HookHandler;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A blocking connection has made the stream of a request's or a response's body: below every object
 * that the application sees.
 */
public final class ConnectionHandler extends HookHandler {
  @Override
  public @Nullable Object after(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    Exchange exchange = CurrentExchange.get();
    if (exchange == null || returned == null) {
      return returned;
    }
    if (returned instanceof OutputStream) {
      exchange.requestBodyStart();
      return new TappedOutput((OutputStream) returned, exchange);
    }
    // The clients know an empty body by this very object.
    if (!(returned instanceof InputStream)
        || returned.getClass().getSimpleName().equals("EmptyInputStream")) {
      return returned;
    }
    return TappedInput.of((InputStream) returned, exchange);
  }
}
