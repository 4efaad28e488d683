package ai.holysheep.sample;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** OkHttp. */
final class OkHttpChatClient implements ChatClient {
  private static final MediaType JSON = MediaType.get("application/json");

  private final OkHttpClient client;
  private final GatewayAddress gateway;

  OkHttpChatClient(GatewayAddress gateway, int timeoutSeconds) {
    this.gateway = gateway;
    client =
        new OkHttpClient.Builder()
            .callTimeout(timeoutSeconds, TimeUnit.SECONDS)
            .retryOnConnectionFailure(false)
            .build();
  }

  private Call post(Prompt prompt) {
    return client.newCall(
        new Request.Builder()
            .url(gateway.url)
            .header("Authorization", gateway.authorization)
            .header(Prompt.TEAM_HEADER, prompt.team)
            .post(RequestBody.create(prompt.body, JSON))
            .build());
  }

  private static Reply reply(Response response) throws IOException {
    try (Response open = response) {
      return new Reply(open.code(), open.body().string(), open.header("Retry-After"));
    }
  }

  @Override
  public Reply call(Prompt prompt) throws IOException {
    return reply(post(prompt).execute());
  }

  @Override
  public CompletableFuture<Reply> callAsync(Prompt prompt) {
    CompletableFuture<Reply> answer = new CompletableFuture<>();
    post(prompt)
        .enqueue(
            new Callback() {
              @Override
              public void onFailure(Call call, IOException e) {
                answer.completeExceptionally(e);
              }

              @Override
              public void onResponse(Call call, Response response) {
                try {
                  answer.complete(reply(response));
                } catch (IOException e) {
                  answer.completeExceptionally(e);
                }
              }
            });
    return answer;
  }

  @Override
  public Reply stream(Prompt prompt) throws IOException {
    try (Response response = post(prompt).execute()) {
      return response.code() == 200
          ? new Reply(200, StreamText.read(response.body().byteStream()), null)
          : reply(response);
    }
  }

  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}
