package ai.holysheep.agent.adapter.jdk;

import ai.holysheep.agent.exchange.Exchange;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;

/** The application's handler. It returns a subscriber that reports to the attempt. */
final class TappedHandler<T> implements BodyHandler<T> {
  private final BodyHandler<T> delegate;
  private final Exchange exchange;
  private final JdkMessages messages;
  private final boolean head;

  /**
   * @param head whether the request's method is HEAD, whose response has no body
   */
  TappedHandler(BodyHandler<T> delegate, Exchange exchange, JdkMessages messages, boolean head) {
    this.delegate = delegate;
    this.exchange = exchange;
    this.messages = messages;
    this.head = head;
  }

  // If a handler returns null, the client fails, as without the agent.
  @SuppressWarnings("NullAway")
  @Override
  public BodySubscriber<T> apply(ResponseInfo info) {
    try {
      messages.responseHeaders(exchange, info);
    } catch (Throwable e) {
      try {
        exchange.abandon(e);
      } catch (Throwable ignored) {
        // No stack is left.
      }
    }
    BodySubscriber<T> subscriber = delegate.apply(info);
    try {
      return subscriber == null ? null : tapped(subscriber, info);
    } catch (Throwable ignored) {
      // No stack is left.
      return subscriber;
    }
  }

  private BodySubscriber<T> tapped(BodySubscriber<T> subscriber, ResponseInfo info) {
    try {
      if (head || info.statusCode() == 204 || info.statusCode() == 304) {
        exchange.responseEnd();
      }
      return new TappedSubscriber<>(subscriber, exchange);
    } catch (Throwable e) {
      exchange.abandon(e);
      return subscriber;
    }
  }
}
