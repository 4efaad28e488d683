package ai.holysheep.agent.adapter.urlconnection;

import ai.holysheep.agent.adapter.stream.TappedOutput;
import ai.holysheep.agent.exchange.CurrentExchange;
import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.instrumentation.EntryHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * {@code sun.net.www.http.HttpClient.writeRequests} sends a request, with a body that is held in
 * memory.
 */
public final class WriteRequestHandler extends EntryHandler<Object, ByteArrayOutputStream> {
  @Override
  protected void onEntry(Object client, @Nullable ByteArrayOutputStream body) {
    Exchange current = CurrentExchange.get();
    if (current == null) {
      return;
    }
    Exchange exchange = Resend.isOnStack(current) ? Resend.next(current) : current;
    if (exchange != null && body != null) {
      report(body, exchange);
    }
  }

  private static void report(ByteArrayOutputStream body, Exchange exchange) {
    exchange.requestBodyStart();
    try {
      body.writeTo(TappedOutput.reportingTo(exchange));
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
