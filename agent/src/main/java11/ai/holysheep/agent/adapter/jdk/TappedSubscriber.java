package ai.holysheep.agent.adapter.jdk;

import ai.holysheep.agent.exchange.Exchange;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeoutException;

/**
 * The application's subscriber. It gets every signal unchanged and in order; the attempt gets it
 * first.
 */
final class TappedSubscriber<T> implements BodySubscriber<T> {
  private final BodySubscriber<T> delegate;
  private final Exchange exchange;

  TappedSubscriber(BodySubscriber<T> delegate, Exchange exchange) {
    this.delegate = delegate;
    this.exchange = exchange;
  }

  @Override
  public CompletionStage<T> getBody() {
    return delegate.getBody();
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    Flow.Subscription to = subscription;
    try {
      to = watched(subscription);
    } catch (Throwable ignored) {
      // No stack is left.
    }
    delegate.onSubscribe(to);
  }

  private Flow.Subscription watched(Flow.Subscription subscription) {
    try {
      return new Watched(subscription, exchange);
    } catch (Throwable e) {
      exchange.abandon(e);
      return subscription;
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    try {
      if (buffers != null) {
        for (int i = 0; i < buffers.size(); i++) {
          exchange.responseBodyBytes(buffers.get(i));
        }
      }
    } catch (Throwable e) {
      try {
        exchange.abandon(e);
      } catch (Throwable ignored) {
        // No stack is left.
      }
    }
    delegate.onNext(buffers);
  }

  @Override
  public void onError(Throwable thrown) {
    try {
      exchange.responseFailed(thrown);
    } catch (Throwable e) {
      try {
        exchange.abandon(e);
      } catch (Throwable ignored) {
        // No stack is left.
      }
    }
    delegate.onError(thrown);
  }

  @Override
  public void onComplete() {
    try {
      // Over HTTP/2 a stream ends normally even if the server has cut the body short.
      exchange.responseBodyEnd();
    } catch (Throwable e) {
      try {
        exchange.abandon(e);
      } catch (Throwable ignored) {
        // No stack is left.
      }
    }
    delegate.onComplete();
  }

  private static final class Watched implements Flow.Subscription {
    private final Flow.Subscription delegate;
    private final Exchange exchange;

    Watched(Flow.Subscription delegate, Exchange exchange) {
      this.delegate = delegate;
      this.exchange = exchange;
    }

    @Override
    public void request(long n) {
      delegate.request(n);
    }

    @Override
    public void cancel() {
      try {
        if (!exchange.isEnded() && TimeLimit.hasPassed()) {
          exchange.responseFailed(new TimeoutException());
        } else {
          exchange.responseBodyClosed();
        }
      } catch (Throwable e) {
        try {
          exchange.abandon(e);
        } catch (Throwable ignored) {
          // No stack is left.
        }
      }
      delegate.cancel();
    }
  }
}
