package ai.holysheep.agent.tests.program;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** {@code java.net.http} over HTTP/1.1. */
final class JdkDriver extends ClientDriver {
  private final HttpClient client = client(PATIENCE_SECONDS * 1000);

  JdkDriver(String url, Transcript out) {
    super(url, out);
  }

  private static HttpClient client(int connectTimeoutMillis) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NORMAL)
        .connectTimeout(Duration.ofMillis(connectTimeoutMillis))
        .build();
  }

  private HttpClient client(ClientCall call) {
    if (call.proxyPort > 0) {
      return through(call);
    }
    return call.connectTimeoutMillis > 0
        ? client(call.connectTimeoutMillis)
        : call.reading.isRace() ? client(PATIENCE_SECONDS * 1000) : client;
  }

  /** A client that uses the call's proxy. */
  static HttpClient through(ClientCall call) {
    return HttpClient.newBuilder()
        .proxy(ProxySelector.of(new InetSocketAddress("127.0.0.1", call.proxyPort)))
        .build();
  }

  static HttpRequest request(ClientCall call) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(call.url))
            .method(call.method, publisher(call))
            .expectContinue(call.expectContinue);
    call.headers.forEach(request::header);
    if (call.timeoutMillis > 0) {
      request.timeout(Duration.ofMillis(call.timeoutMillis));
    }
    return request.build();
  }

  private static BodyPublisher publisher(ClientCall call) {
    return call.body.length == 0
        ? BodyPublishers.noBody()
        : call.chunked
            ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(call.body))
            : BodyPublishers.ofByteArray(call.body);
  }

  @Override
  void make(ClientCall call) throws Exception {
    if (call.reading == Reading.WHOLE) {
      out.body(send(call, BodyHandlers.ofByteArray()).body());
    } else {
      try (InputStream in = send(call, BodyHandlers.ofInputStream()).body()) {
        call.reading.read(in, out, in::close);
      }
    }
  }

  @Override
  void makeAsynchronously(ClientCall call) throws Exception {
    CompletableFuture<HttpResponse<byte[]>> future =
        client.sendAsync(request(call), BodyHandlers.ofByteArray());
    out.value("class", future.getClass().getName());
    HttpResponse<byte[]> response = future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    head(response);
    out.body(response.body());
  }

  /** Before 16 the exchange goes on, of which the application learns nothing. */
  @Override
  void makeAndCancel(ClientCall call, Wait atGateway) throws Exception {
    CompletableFuture<?> future = client.sendAsync(request(call), BodyHandlers.ofString());
    atGateway.await();
    out.value("cancelled", future.cancel(true));
    // With which exception is a race between two threads of the client.
    out.value(
        "done", future.handle((answer, e) -> e != null).get(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  <T> HttpResponse<T> send(ClientCall call, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    HttpRequest request = request(call);
    HttpResponse<T> response = client(call).send(request, handler);
    out.value("same request", response.request().equals(request));
    head(response);
    return response;
  }

  private void head(HttpResponse<?> response) {
    out.value("status", response.version() + " " + response.statusCode());
    out.headers(response.headers().map());
    out.value(
        "publisher", response.request().bodyPublisher().map(some -> some.getClass().getName()));
    out.value("previous", response.previousResponse().map(HttpResponse::statusCode));
  }

  @Override
  String outcomes(String step, String usual) {
    // It follows by itself, within one attempt.
    return step.equals("redirect") ? "200/none" : usual;
  }

  @Override
  @Nullable String leftOut(String step) {
    switch (step) {
      case "unread":
        return "the body may have come before it is closed";
      case "body-timeout":
        return "its time-out ends with the response's head";
      case "cancel-in-body":
        return "its futures are done when the body begins";
      default:
        return null;
    }
  }

  @Override
  void ownSteps() {
    new JdkHandlerSteps(this).run();
    new JdkSubscriberSteps(this).run();
  }
}
