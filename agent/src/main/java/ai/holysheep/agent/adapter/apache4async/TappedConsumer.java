package ai.holysheep.agent.adapter.apache4async;

import ai.holysheep.agent.exchange.Exchange;
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
    Exchange exchange = attempt.exchange();
    if (exchange != null && response != null) {
      attempt.response(exchange, response);
    }
    delegate.responseReceived(response);
  }

  @Override
  public void consumeContent(ContentDecoder decoder, IOControl control) throws IOException {
    Exchange exchange = attempt.exchange();
    delegate.consumeContent(
        exchange == null ? decoder : TappedDecoder.of(decoder, exchange), control);
  }

  @Override
  public void responseCompleted(HttpContext context) {
    Exchange exchange = attempt.exchange();
    if (exchange != null) {
      exchange.responseEnd();
    }
    delegate.responseCompleted(context);
  }

  @Override
  public void failed(Exception failure) {
    Exchange exchange = attempt.exchange();
    if (exchange != null) {
      exchange.failed(failure);
    }
    delegate.failed(failure);
  }

  @Override
  public boolean cancel() {
    Exchange exchange = attempt.exchange();
    if (exchange != null) {
      exchange.released();
    }
    return delegate.cancel();
  }

  /** 4.0 closes the consumer of a failed call before it reports the failure. */
  @Override
  public void close() throws IOException {
    Exchange exchange = attempt.exchange();
    if (exchange != null && exchange.hasResponse()) {
      exchange.responseBodyClosed();
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
