package ai.holysheep.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Apache HttpClient 5. Asynchronous calls are blocking calls on its own threads. */
final class ApacheChatClient implements ChatClient {
  private final CloseableHttpClient client;
  private final ExecutorService threads = Executors.newFixedThreadPool(2, DaemonThreads::newThread);
  private final GatewayAddress gateway;

  ApacheChatClient(GatewayAddress gateway, int timeoutSeconds) {
    this.gateway = gateway;
    client =
        HttpClients.custom()
            .disableAutomaticRetries()
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setResponseTimeout(Timeout.ofSeconds(timeoutSeconds))
                    .build())
            .build();
  }

  private Reply post(String body, HttpClientResponseHandler<Reply> handler) throws IOException {
    HttpPost post = new HttpPost(gateway.url);
    post.setHeader("Authorization", gateway.authorization);
    post.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
    return client.execute(post, handler);
  }

  private static Reply reply(ClassicHttpResponse response) throws IOException, ParseException {
    String text =
        response.getEntity() == null
            ? ""
            : EntityUtils.toString(response.getEntity(), StandardCharsets.UTF_8);
    return new Reply(response.getCode(), text, retryAfter(response));
  }

  private static @Nullable String retryAfter(ClassicHttpResponse response) {
    Header header = response.getFirstHeader("Retry-After");
    return header == null ? null : header.getValue();
  }

  @Override
  public Reply call(String body) throws IOException {
    return post(body, ApacheChatClient::reply);
  }

  @Override
  public CompletableFuture<Reply> callAsync(String body) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return call(body);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        threads);
  }

  @Override
  public Reply stream(String body) throws IOException {
    return post(
        body,
        response ->
            response.getCode() == 200
                ? new Reply(200, StreamText.read(response.getEntity().getContent()), null)
                : reply(response));
  }

  @Override
  public void close() throws IOException {
    threads.shutdown();
    client.close();
  }
}
