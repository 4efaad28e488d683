package ai.holysheep.agent.adapter.jdk;

import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.Exchanges;
import ai.holysheep.agent.exchange.ExpiredCalls;
import ai.holysheep.agent.instrumentation.Abandonable;
import ai.holysheep.agent.instrumentation.AroundHandler;
import ai.holysheep.agent.instrumentation.ReplacedArguments;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** {@code HttpClientImpl.sendAsync}, which every {@code send} and {@code sendAsync} calls. */
public final class SendHandler
    extends AroundHandler.OfTwo<
        HttpRequest, BodyHandler<?>, SendHandler.Sending, CompletableFuture<?>> {
  private final JdkMessages messages = new JdkMessages();

  @Override
  protected @Nullable Sending onEnter(
      @Nullable HttpRequest request, @Nullable BodyHandler<?> handler) {
    if (request == null || handler == null) {
      return null;
    }
    URI uri = request.uri();
    // The WebSocket handshake sends the JDK's own kind of request.
    if (!Exchanges.isWatched(uri.getScheme(), uri.getHost(), uri.getPort())
        || request.getClass().getName().startsWith("jdk.internal.net.http.HttpRequestImpl")) {
      return null;
    }
    Exchange exchange = messages.start(request, request);
    return exchange == null ? null : sending(request, handler, exchange);
  }

  private @Nullable Sending sending(
      HttpRequest request, BodyHandler<?> handler, Exchange exchange) {
    try {
      return new Sending(request, handler, exchange, messages);
    } catch (Throwable e) {
      exchange.abandon(e);
      return null;
    }
  }

  // The application gets the client's future. The one that whenComplete returns is not needed.
  @SuppressWarnings("FutureReturnValueIgnored")
  @Override
  protected @Nullable CompletableFuture<?> onExit(
      Sending sending, @Nullable CompletableFuture<?> returned, @Nullable Throwable thrown) {
    if (returned != null) {
      returned.whenComplete(new Completed(sending.exchange, returned));
    } else if (thrown != null) {
      // The client refused the request.
      sending.exchange.discard();
    }
    return returned;
  }

  /** If the call succeeds, the tapped subscriber reports the end of the body. */
  private static final class Completed implements BiConsumer<Object, @Nullable Throwable> {
    private final Exchange exchange;
    private final Object future;

    Completed(Exchange exchange, Object future) {
      this.exchange = exchange;
      this.future = future;
    }

    @Override
    public void accept(Object response, @Nullable Throwable failure) {
      try {
        if (failure != null) {
          exchange.failed(isExpired() ? new TimeoutException() : failure);
        } else if (!exchange.hasResponse()) {
          // The client has not got our handler: the agent failed to replace its own.
          exchange.discard();
        }
      } catch (Throwable e) {
        try {
          exchange.abandon(e);
        } catch (Throwable ignored) {
          // No stack is left.
        }
      }
    }

    /** Before JDK 16 the thread that cancels the future completes it. */
    private boolean isExpired() {
      return ExpiredCalls.contains(future) || TimeLimit.hasPassed();
    }
  }

  /** Replaces the application's request and handler. */
  static final class Sending extends ReplacedArguments implements Abandonable {
    private final Exchange exchange;

    Sending(HttpRequest request, BodyHandler<?> handler, Exchange exchange, JdkMessages messages) {
      super(
          request.bodyPublisher().isPresent() ? new TappedRequest(request, exchange) : request,
          new TappedHandler<>(handler, exchange, messages, request.method().equals("HEAD")));
      this.exchange = exchange;
    }

    @Override
    public void abandon(Throwable fault) {
      exchange.abandon(fault);
    }
  }
}
