package ai.holysheep.agent.adapter.urlconnection;

import ai.holysheep.agent.adapter.stream.TappedOutput;
import ai.holysheep.agent.exchange.CurrentExchange;
import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.instrumentation.HookHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import org.jspecify.annotations.Nullable;

/**
 * {@code sun.net.www.http.HttpClient}: a connection sends a request whose body is in memory, and
 * parses a response.
 */
public final class WireHandler extends HookHandler {
  @Override
  public @Nullable Object before(
      Object self, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
    Exchange exchange = CurrentExchange.get();
    if (exchange == null) {
      return null;
    }
    if (b instanceof HttpURLConnection || c instanceof HttpURLConnection) {
      exchange.requestStart();
    } else if (b instanceof ByteArrayOutputStream) {
      exchange.requestBodyStart();
      try {
        ((ByteArrayOutputStream) b).writeTo(TappedOutput.to(exchange));
      } catch (IOException impossible) {
        throw new AssertionError(impossible);
      }
    }
    return null;
  }
}
