package ai.holysheep.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Apache HttpClient 5: the blocking one, and the asynchronous one. */
final class ApacheChatClient implements ChatClient {
  private final CloseableHttpClient client;
  private final CloseableHttpAsyncClient asyncClient;
  private final GatewayAddress gateway;

  ApacheChatClient(GatewayAddress gateway, int timeoutSeconds) {
    this.gateway = gateway;
    RequestConfig config =
        RequestConfig.custom().setResponseTimeout(Timeout.ofSeconds(timeoutSeconds)).build();
    client = HttpClients.custom().disableAutomaticRetries().setDefaultRequestConfig(config).build();
    asyncClient =
        HttpAsyncClients.custom().disableAutomaticRetries().setDefaultRequestConfig(config).build();
    asyncClient.start();
  }

  private Reply post(Prompt prompt, HttpClientResponseHandler<Reply> handler) throws IOException {
    HttpPost post = new HttpPost(gateway.url);
    post.setHeader("Authorization", gateway.authorization);
    post.setHeader(Prompt.TEAM_HEADER, prompt.team);
    post.setEntity(new StringEntity(prompt.body, ContentType.APPLICATION_JSON));
    return client.execute(post, handler);
  }

  private static Reply reply(SimpleHttpResponse response) {
    String text = response.getBodyText();
    return new Reply(response.getCode(), text == null ? "" : text, retryAfter(response));
  }

  private static Reply reply(ClassicHttpResponse response) throws IOException, ParseException {
    String text =
        response.getEntity() == null
            ? ""
            : EntityUtils.toString(response.getEntity(), StandardCharsets.UTF_8);
    return new Reply(response.getCode(), text, retryAfter(response));
  }

  private static @Nullable String retryAfter(HttpResponse response) {
    Header header = response.getFirstHeader("Retry-After");
    return header == null ? null : header.getValue();
  }

  @Override
  public Reply call(Prompt prompt) throws IOException {
    return post(prompt, response -> reply(response));
  }

  @Override
  public CompletableFuture<Reply> callAsync(Prompt prompt) {
    SimpleHttpRequest post =
        SimpleRequestBuilder.post(gateway.url)
            .setHeader("Authorization", gateway.authorization)
            .setHeader(Prompt.TEAM_HEADER, prompt.team)
            .setBody(prompt.body, ContentType.APPLICATION_JSON)
            .build();
    CompletableFuture<Reply> answer = new CompletableFuture<>();
    Future<?> unused =
        asyncClient.execute(
            post,
            new FutureCallback<SimpleHttpResponse>() {
              @Override
              public void completed(SimpleHttpResponse response) {
                answer.complete(reply(response));
              }

              @Override
              public void failed(Exception e) {
                answer.completeExceptionally(e);
              }

              @Override
              public void cancelled() {
                answer.cancel(false);
              }
            });
    return answer;
  }

  @Override
  public Reply stream(Prompt prompt) throws IOException {
    return post(
        prompt,
        response ->
            response.getCode() == 200
                ? new Reply(200, StreamText.read(response.getEntity().getContent()), null)
                : reply(response));
  }

  @Override
  public void close() throws IOException {
    asyncClient.close();
    client.close();
  }
}
