package ai.holysheep.agent.adapter.urlconnection;

import ai.holysheep.agent.adapter.stream.TappedOutput;
import ai.holysheep.agent.exchange.CurrentExchange;
import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.instrumentation.AroundHandler;
import ai.holysheep.agent.instrumentation.WrittenHead;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * {@code sun.net.www.http.HttpClient.writeRequests} sends a request, with a body that is held in
 * memory.
 */
public final class WriteRequestHandler
    extends AroundHandler.OfTwo<Object, ByteArrayOutputStream, Object, Object> {
  @Override
  protected @Nullable Object onEnter(@Nullable Object head, @Nullable ByteArrayOutputStream body) {
    Exchange current = CurrentExchange.get();
    if (current == null) {
      return null;
    }
    Exchange exchange = Resend.isOnStack(current) ? Resend.next(current) : current;
    if (exchange != null) {
      if (head != null && WrittenHead.FIELDS.isRequest(head)) {
        exchange.requestHead(WrittenHead.FIELDS, head);
      }
      if (body != null) {
        report(body, exchange);
      }
    }
    return null;
  }

  @Override
  protected @Nullable Object onExit(
      Object unused, @Nullable Object returned, @Nullable Throwable thrown) {
    return returned;
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
