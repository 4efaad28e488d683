package ai.holysheep.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** {@code java.net.http}. No other class refers to it, so the service also runs on JDK 8. */
final class JdkChatClient implements ChatClient {
  private final HttpClient client = HttpClient.newHttpClient();
  private final GatewayAddress gateway;
  private final Duration timeout;

  JdkChatClient(GatewayAddress gateway, int timeoutSeconds) {
    this.gateway = gateway;
    timeout = Duration.ofSeconds(timeoutSeconds);
  }

  private HttpRequest post(Prompt prompt) {
    return HttpRequest.newBuilder(URI.create(gateway.url))
        .timeout(timeout)
        .header("Authorization", gateway.authorization)
        .header(Prompt.TEAM_HEADER, prompt.team)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(prompt.body))
        .build();
  }

  private <T> HttpResponse<T> send(Prompt prompt, BodyHandler<T> handler) throws IOException {
    try {
      return client.send(post(prompt), handler);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  private static Reply reply(HttpResponse<String> response) {
    return new Reply(response.statusCode(), response.body(), retryAfter(response));
  }

  private static @Nullable String retryAfter(HttpResponse<?> response) {
    return response.headers().firstValue("Retry-After").orElse(null);
  }

  @Override
  public Reply call(Prompt prompt) throws IOException {
    return reply(send(prompt, BodyHandlers.ofString()));
  }

  @Override
  public CompletableFuture<Reply> callAsync(Prompt prompt) {
    return client.sendAsync(post(prompt), BodyHandlers.ofString()).thenApply(JdkChatClient::reply);
  }

  @Override
  public Reply stream(Prompt prompt) throws IOException {
    HttpResponse<InputStream> response = send(prompt, BodyHandlers.ofInputStream());
    try (InputStream in = response.body()) {
      String text =
          response.statusCode() == 200
              ? StreamText.read(in)
              : new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new Reply(response.statusCode(), text, retryAfter(response));
    }
  }

  @Override
  public void close() {
    // The client ends when it is garbage collected.
  }
}
