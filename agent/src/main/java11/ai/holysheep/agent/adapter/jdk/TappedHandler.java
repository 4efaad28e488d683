package ai.holysheep.agent.adapter.jdk;

import ai.holysheep.agent.exchange.Exchange;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The application's handler, whose subscriber is shown to the attempt. */
final class TappedHandler<T> implements BodyHandler<T> {
  private final BodyHandler<T> delegate;
  private final Exchange exchange;
  private final boolean head;

  TappedHandler(BodyHandler<T> delegate, Exchange exchange, boolean head) {
    this.delegate = delegate;
    this.exchange = exchange;
    this.head = head;
  }

  // A handler that returns null fails in the client, as it does without us.
  @SuppressWarnings("NullAway")
  @Override
  public BodySubscriber<T> apply(ResponseInfo info) {
    exchange.responseHeaders(info.statusCode(), name -> first(info.headers(), name));
    BodySubscriber<T> subscriber = delegate.apply(info);
    if (head || info.statusCode() == 204 || info.statusCode() == 304) {
      exchange.responseEnd();
    }
    return subscriber == null ? null : new TappedSubscriber<>(subscriber, exchange);
  }

  /** What {@code firstValue} finds by way of a stream, which costs more than all else here. */
  private static @Nullable String first(HttpHeaders headers, String name) {
    List<String> values = headers.map().get(name);
    return values == null || values.isEmpty() ? null : values.get(0);
  }
}
