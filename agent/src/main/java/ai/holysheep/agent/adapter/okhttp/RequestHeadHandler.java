package ai.holysheep.agent.adapter.okhttp;

import ai.holysheep.agent.exchange.CurrentExchange;
import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.instrumentation.EntryHandler;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** A codec writes a request's head, with the fields that network interceptors have added. */
public final class RequestHeadHandler extends EntryHandler<Object, Request> {
  private final OkHttpMessages messages = new OkHttpMessages();

  @Override
  protected void onEntry(Object codec, @Nullable Request request) {
    Exchange exchange = CurrentExchange.get();
    if (exchange != null && request != null) {
      messages.requestHead(exchange, request);
    }
  }
}
