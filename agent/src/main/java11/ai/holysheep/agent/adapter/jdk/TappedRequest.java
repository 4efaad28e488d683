package ai.holysheep.agent.adapter.jdk;

import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.RequestFields;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request that reports its body to the attempt. The client copies it and does not keep it. */
final class TappedRequest extends HttpRequest {
  private static final Taken FIELDS = new Taken();

  private final HttpRequest delegate;
  private final Exchange exchange;

  /** What the client has taken. */
  private volatile @Nullable HttpHeaders taken;

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
    HttpHeaders headers = delegate.headers();
    try {
      report(headers);
    } catch (Throwable ignored) {
      // No stack is left.
    }
    return headers;
  }

  /** An agent that traces calls adds its fields to what the request returns here. */
  private void report(@Nullable HttpHeaders headers) {
    try {
      if (headers != null) {
        taken = headers;
        exchange.requestHead(FIELDS, this);
      }
    } catch (Throwable e) {
      exchange.abandon(e);
    }
  }

  private static final class Taken implements RequestFields<TappedRequest> {
    @Override
    public @Nullable String header(TappedRequest request, String name) {
      HttpHeaders headers = request.taken;
      return headers == null ? null : JdkMessages.first(headers, name);
    }

    @Override
    public @Nullable String query(TappedRequest request) {
      return request.delegate.uri().getRawQuery();
    }
  }
}
