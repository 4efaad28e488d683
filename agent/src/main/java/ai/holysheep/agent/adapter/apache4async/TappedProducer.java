package ai.holysheep.agent.adapter.apache4async;

import java.io.IOException;
import org.apache.http.HttpException;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.nio.ContentEncoder;
import org.apache.http.nio.IOControl;
import org.apache.http.nio.protocol.HttpAsyncRequestProducer;
import org.apache.http.protocol.HttpContext;

/** The application's producer. The attempt gets its request and its body's bytes. */
final class TappedProducer implements HttpAsyncRequestProducer {
  private final HttpAsyncRequestProducer delegate;
  private final Attempt attempt;

  /** Whether the body starts with the next byte: at first, and after a reset. */
  private boolean atStart = true;

  TappedProducer(HttpAsyncRequestProducer delegate, Attempt attempt) {
    this.delegate = delegate;
    this.attempt = attempt;
  }

  @Override
  public HttpHost getTarget() {
    HttpHost target = delegate.getTarget();
    try {
      attempt.target(target);
    } catch (Throwable e) {
      try {
        attempt.abandon(e);
      } catch (Throwable ignored) {
        // No stack is left.
      }
    }
    return target;
  }

  @Override
  public HttpRequest generateRequest() throws IOException, HttpException {
    HttpRequest request = delegate.generateRequest();
    try {
      attempt.start(request, this);
    } catch (Throwable e) {
      try {
        attempt.abandon(e);
      } catch (Throwable ignored) {
        // No stack is left.
      }
    }
    return request;
  }

  @Override
  public void produceContent(ContentEncoder encoder, IOControl control) throws IOException {
    boolean fromStart = atStart;
    atStart = false;
    ContentEncoder to = encoder;
    try {
      to = tapped(encoder, fromStart);
    } catch (Throwable ignored) {
      // No stack is left.
    }
    delegate.produceContent(to, control);
  }

  private ContentEncoder tapped(ContentEncoder encoder, boolean fromStart) {
    try {
      return attempt.tapped(encoder, fromStart);
    } catch (Throwable e) {
      attempt.abandon(e);
      return encoder;
    }
  }

  @Override
  public void requestCompleted(HttpContext context) {
    try {
      attempt.requestSent(context);
    } catch (Throwable e) {
      try {
        attempt.abandon(e);
      } catch (Throwable ignored) {
        // No stack is left.
      }
    }
    delegate.requestCompleted(context);
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
  public boolean isRepeatable() {
    return delegate.isRepeatable();
  }

  @Override
  public void resetRequest() throws IOException {
    atStart = true;
    delegate.resetRequest();
  }

  @Override
  public void close() throws IOException {
    delegate.close();
  }

  @Override
  public String toString() {
    return delegate.toString();
  }
}
