package ai.holysheep.agent.adapter.jdk;

import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.instrumentation.Delegating;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** Reports a request's body. The client may subscribe again for a retry or a redirect. */
final class TappedPublisher implements BodyPublisher, Delegating {
  private final BodyPublisher delegate;
  private final Exchange exchange;

  TappedPublisher(BodyPublisher delegate, Exchange exchange) {
    this.delegate = delegate;
    this.exchange = exchange;
  }

  @Override
  public Object delegate() {
    return delegate;
  }

  @Override
  public long contentLength() {
    return delegate.contentLength();
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    Flow.Subscriber<? super ByteBuffer> to = subscriber;
    try {
      to = subscriber == null ? null : tapped(subscriber);
    } catch (Throwable ignored) {
      // No stack is left.
    }
    delegate.subscribe(to);
  }

  private Flow.Subscriber<? super ByteBuffer> tapped(
      Flow.Subscriber<? super ByteBuffer> subscriber) {
    try {
      exchange.requestBodyStart();
      return new Tap(subscriber, exchange);
    } catch (Throwable e) {
      exchange.abandon(e);
      return subscriber;
    }
  }

  private static final class Tap implements Flow.Subscriber<ByteBuffer> {
    private final Flow.Subscriber<? super ByteBuffer> delegate;
    private final Exchange exchange;

    Tap(Flow.Subscriber<? super ByteBuffer> delegate, Exchange exchange) {
      this.delegate = delegate;
      this.exchange = exchange;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      delegate.onSubscribe(subscription);
    }

    @Override
    public void onNext(ByteBuffer bytes) {
      try {
        if (bytes != null) {
          exchange.requestBodyBytes(bytes);
        }
      } catch (Throwable e) {
        try {
          exchange.abandon(e);
        } catch (Throwable ignored) {
          // No stack is left.
        }
      }
      delegate.onNext(bytes);
    }

    @Override
    public void onError(Throwable thrown) {
      delegate.onError(thrown);
    }

    @Override
    public void onComplete() {
      delegate.onComplete();
    }
  }
}
