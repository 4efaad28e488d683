package ai.holysheep.agent.adapter.apache5async;

import ai.holysheep.agent.exchange.Exchange;
import java.io.IOException;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncDataConsumer;

/** The client's own callback. The attempt gets each signal first. */
final class TappedCallback implements AsyncExecCallback {
  private final AsyncExecCallback delegate;
  private final Exchange exchange;
  private final HttpClientContext context;

  /**
   * @param context knows the request as it was sent
   */
  TappedCallback(AsyncExecCallback delegate, Exchange exchange, HttpClientContext context) {
    this.delegate = delegate;
    this.exchange = exchange;
    this.context = context;
  }

  // The client's callback may return null: it does not want the body.
  @SuppressWarnings("NullAway")
  @Override
  public AsyncDataConsumer handleResponse(HttpResponse response, EntityDetails entity)
      throws HttpException, IOException {
    try {
      Apache5AsyncMessages.requestHead(exchange, context);
      Apache5AsyncMessages.response(exchange, response, entity);
    } catch (Throwable e) {
      try {
        exchange.abandon(e);
      } catch (Throwable ignored) {
        // No stack is left.
      }
    }
    AsyncDataConsumer consumer = delegate.handleResponse(response, entity);
    try {
      return consumer == null ? null : tapped(consumer);
    } catch (Throwable ignored) {
      // No stack is left.
      return consumer;
    }
  }

  private AsyncDataConsumer tapped(AsyncDataConsumer consumer) {
    try {
      return new TappedConsumer(consumer, exchange);
    } catch (Throwable e) {
      exchange.abandon(e);
      return consumer;
    }
  }

  @Override
  public void handleInformationResponse(HttpResponse response) throws HttpException, IOException {
    delegate.handleInformationResponse(response);
  }

  @Override
  public void completed() {
    try {
      exchange.responseEnd();
    } catch (Throwable e) {
      try {
        exchange.abandon(e);
      } catch (Throwable ignored) {
        // No stack is left.
      }
    }
    delegate.completed();
  }

  @Override
  public void failed(Exception cause) {
    try {
      exchange.failed(cause);
    } catch (Throwable e) {
      try {
        exchange.abandon(e);
      } catch (Throwable ignored) {
        // No stack is left.
      }
    }
    delegate.failed(cause);
  }
}
