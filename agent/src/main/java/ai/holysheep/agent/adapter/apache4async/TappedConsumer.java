package ai.holysheep.agent.adapter.apache4async;

import java.io.IOException;
import org.apache.http.HttpException;
import org.apache.http.HttpResponse;
import org.apache.http.nio.ContentDecoder;
import org.apache.http.nio.IOControl;
import org.apache.http.nio.protocol.HttpAsyncResponseConsumer;
import org.apache.http.protocol.HttpContext;

/** The application's consumer. The attempt gets each signal first. */
final class TappedConsumer<T> implements HttpAsyncResponseConsumer<T> {
  private final HttpAsyncResponseConsumer<T> delegate;
  private final Attempt attempt;

  TappedConsumer(HttpAsyncResponseConsumer<T> delegate, Attempt attempt) {
    this.delegate = delegate;
    this.attempt = attempt;
  }

  @Override
  public void responseReceived(HttpResponse response) throws IOException, HttpException {
    try {
      attempt.response(response);
    } catch (Throwable e) {
      try {
        attempt.abandon(e);
      } catch (Throwable ignored) {
        // No stack is left.
      }
    }
    delegate.responseReceived(response);
  }

  @Override
  public void consumeContent(ContentDecoder decoder, IOControl control) throws IOException {
    ContentDecoder from = decoder;
    try {
      from = tapped(decoder);
    } catch (Throwable ignored) {
      // No stack is left.
    }
    delegate.consumeContent(from, control);
  }

  private ContentDecoder tapped(ContentDecoder decoder) {
    try {
      return attempt.tapped(decoder);
    } catch (Throwable e) {
      attempt.abandon(e);
      return decoder;
    }
  }

  @Override
  public void responseCompleted(HttpContext context) {
    try {
      attempt.responseEnd();
    } catch (Throwable e) {
      try {
        attempt.abandon(e);
      } catch (Throwable ignored) {
        // No stack is left.
      }
    }
    delegate.responseCompleted(context);
  }

  @Override
  public void failed(Exception failure) {
    try {
      attempt.failed(failure);
    } catch (Throwable e) {
      try {
        attempt.abandon(e);
      } catch (Throwable ignored) {
        // No stack is left.
      }
    }
    delegate.failed(failure);
  }

  @Override
  public boolean cancel() {
    try {
      attempt.released();
    } catch (Throwable e) {
      try {
        attempt.abandon(e);
      } catch (Throwable ignored) {
        // No stack is left.
      }
    }
    return delegate.cancel();
  }

  /** 4.0 closes the consumer of a failed call before it reports the failure. */
  @Override
  public void close() throws IOException {
    try {
      attempt.responseClosed();
    } catch (Throwable e) {
      try {
        attempt.abandon(e);
      } catch (Throwable ignored) {
        // No stack is left.
      }
    }
    delegate.close();
  }

  @Override
  public Exception getException() {
    return delegate.getException();
  }

  @Override
  public T getResult() {
    return delegate.getResult();
  }

  @Override
  public boolean isDone() {
    return delegate.isDone();
  }

  @Override
  public String toString() {
    return delegate.toString();
  }
}
