package ai.holysheep.agent.adapter.jdk;

import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.Exchanges;
import ai.holysheep.agent.instrumentation.HookHandler;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** {@code HttpClientImpl.sendAsync}, where every {@code send} and {@code sendAsync} ends. */
public final class SendHandler extends HookHandler {
  private static final int REQUEST = 0;
  private static final int HANDLER = 1;
  private static final int EXCHANGE = 2;

  @Override
  public @Nullable Object before(
      Object self, @Nullable Object request, @Nullable Object handler, @Nullable Object c) {
    if (!(request instanceof HttpRequest) || !(handler instanceof BodyHandler)) {
      return null;
    }
    HttpRequest message = (HttpRequest) request;
    URI uri = message.uri();
    // The WebSocket handshake sends the JDK's own kind of request.
    if (!Exchanges.isWatched(null, uri.getHost(), port(uri))
        || message.getClass().getName().startsWith("jdk.internal.net.http.HttpRequestImpl")) {
      return null;
    }
    String retries = message.headers().firstValue("X-Stainless-Retry-Count").orElse(null);
    Exchange exchange = Exchanges.start("java.net.http", uri.getRawPath(), retries, message);
    return exchange == null ? null : token(message, (BodyHandler<?>) handler, exchange);
  }

  private static Object[] token(HttpRequest request, BodyHandler<?> handler, Exchange exchange) {
    Object[] token = new Object[3];
    token[REQUEST] =
        request.bodyPublisher().isPresent() ? new TappedRequest(request, exchange) : request;
    token[HANDLER] = new TappedHandler<>(handler, exchange, request.method().equals("HEAD"));
    token[EXCHANGE] = exchange;
    return token;
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0
        ? uri.getPort()
        : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
  }

  // The application gets the future itself: nothing is lost with that of our look at it.
  @SuppressWarnings("FutureReturnValueIgnored")
  @Override
  public @Nullable Object after(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token instanceof Object[]) {
      Exchange exchange = (Exchange) ((Object[]) token)[EXCHANGE];
      if (returned instanceof CompletableFuture) {
        ((CompletableFuture<?>) returned)
            .whenComplete((response, failure) -> completed(exchange, failure));
      } else if (thrown != null) {
        // The client refused the request.
        exchange.discard();
      }
    }
    return returned;
  }

  /** A response that is there ends with its body, which the tapped subscriber sees. */
  private static void completed(Exchange exchange, @Nullable Throwable failure) {
    if (failure != null) {
      exchange.failed(failure);
    }
  }
}
