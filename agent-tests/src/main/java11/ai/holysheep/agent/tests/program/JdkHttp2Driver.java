package ai.holysheep.agent.tests.program;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** {@code java.net.http} over HTTP/2, by TLS. */
final class JdkHttp2Driver extends ClientDriver {
  private final String plainUrl;
  private final HttpClient client = HttpClient.newHttpClient();

  JdkHttp2Driver(String url, Transcript out) {
    super(url.replace("http:", "https:"), out);
    plainUrl = url;
  }

  private HttpClient client(ClientCall call) {
    if (call.proxyPort > 0) {
      return JdkDriver.through(call);
    }
    return call.connectTimeoutMillis > 0
        ? HttpClient.newBuilder()
            .connectTimeout(Duration.ofMillis(call.connectTimeoutMillis))
            .build()
        : client;
  }

  @Override
  void make(ClientCall call) throws Exception {
    HttpResponse<InputStream> response =
        client(call).send(JdkDriver.request(call), BodyHandlers.ofInputStream());
    head(response);
    try (InputStream in = response.body()) {
      call.reading.read(in, out, in::close);
    }
  }

  @Override
  void makeAsynchronously(ClientCall call) throws Exception {
    HttpResponse<byte[]> response =
        client
            .sendAsync(JdkDriver.request(call), BodyHandlers.ofByteArray())
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    head(response);
    out.body(response.body());
  }

  @Override
  void makeAndCancel(ClientCall call, Wait atGateway) throws Exception {
    CompletableFuture<?> future =
        client.sendAsync(JdkDriver.request(call), BodyHandlers.ofString());
    atGateway.await();
    out.value("cancelled", future.cancel(true));
    out.value(
        "done", future.handle((answer, e) -> e != null).get(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  void head(HttpResponse<?> response) {
    out.value("status", response.version() + " " + response.statusCode());
    out.headers(response.headers().map());
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
  void ownSteps() throws Exception {
    new JdkHttp2OwnSteps(this, plainUrl, client).run();
  }
}
