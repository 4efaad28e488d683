package ai.holysheep.agent.tests.program.placed;

import ai.holysheep.agent.tests.program.EachClient;
import ai.holysheep.agent.tests.program.Stdin;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.core5.http.ContentType;

/**
 * {@code URL CLIENT...}: calls from places that a stack shows in their own ways. The model is the
 * client's name, or the place's.
 */
public final class Placed {
  private final String url;

  private Placed(String url) {
    this.url = url;
  }

  public static void main(String[] arguments) throws Exception {
    Placed placed = new Placed(arguments[0]);
    for (int i = 1; i < arguments.length; i++) {
      placed.blocking(arguments[i]);
    }
    placed.enqueued();
    placed.reactor();
    placed.pooled();
    new Inner(placed);
    System.out.println("DONE");
    Stdin.awaitLine();
    System.exit(0);
  }

  private void blocking(String client) throws Exception {
    EachClient.call(url, client);
  }

  private static String body(String model) {
    return "{\"model\":\"" + model + "\",\"messages\":[]}";
  }

  /** Sent by one of OkHttp's threads. */
  private void enqueued() throws Exception {
    OkHttpClient client = new OkHttpClient();
    Request request =
        new Request.Builder()
            .url(url + "/v1/chat/completions")
            .post(RequestBody.create(MediaType.parse("application/json"), body("enqueued")))
            .build();
    CompletableFuture<Void> done = new CompletableFuture<>();
    client
        .newCall(request)
        .enqueue(
            new Callback() {
              @Override
              public void onFailure(Call call, IOException e) {
                done.completeExceptionally(e);
              }

              @Override
              public void onResponse(Call call, Response response) throws IOException {
                response.body().string();
                done.complete(null);
              }
            });
    done.get(1, TimeUnit.MINUTES);
  }

  /** Sent by the client's reactor. */
  private void reactor() throws Exception {
    try (CloseableHttpAsyncClient client = HttpAsyncClients.createDefault()) {
      client.start();
      SimpleHttpRequest request =
          SimpleRequestBuilder.post(url + "/v1/chat/completions")
              .setBody(body("reactor"), ContentType.APPLICATION_JSON)
              .build();
      client.execute(request, null).get(1, TimeUnit.MINUTES);
    }
  }

  /** A lambda that a thread pool runs. */
  private void pooled() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    Callable<Void> task =
        () -> {
          EachClient.call(url, "apache4");
          return null;
        };
    Future<Void> done = pool.submit(task);
    done.get(1, TimeUnit.MINUTES);
    pool.shutdown();
  }

  private static final class Inner {
    Inner(Placed placed) throws Exception {
      EachClient.call(placed.url, "okhttp");
    }
  }
}
