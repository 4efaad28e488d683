package ai.holysheep.agent.adapter.jdk;

import ai.holysheep.agent.exchange.Exchange;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;

/** A request that reports its body to the attempt. The client copies it and does not keep it. */
final class TappedRequest extends HttpRequest {
  private final HttpRequest delegate;
  private final Exchange exchange;

  TappedRequest(HttpRequest delegate, Exchange exchange) {
    this.delegate = delegate;
    this.exchange = exchange;
  }

  @Override
  public Optional<BodyPublisher> bodyPublisher() {
    Optional<BodyPublisher> publisher = delegate.bodyPublisher();
    try {
      return publisher.isPresent()
          ? Optional.of(new TappedPublisher(publisher.get(), exchange))
          : publisher;
    } catch (Throwable e) {
      try {
        exchange.abandon(e);
      } catch (Throwable ignored) {
        // No stack is left.
      }
      return publisher;
    }
  }

  @Override
  public String method() {
    return delegate.method();
  }

  @Override
  public Optional<Duration> timeout() {
    return delegate.timeout();
  }

  @Override
  public boolean expectContinue() {
    return delegate.expectContinue();
  }

  @Override
  public URI uri() {
    return delegate.uri();
  }

  @Override
  public Optional<HttpClient.Version> version() {
    return delegate.version();
  }

  @Override
  public HttpHeaders headers() {
    return delegate.headers();
  }
}
