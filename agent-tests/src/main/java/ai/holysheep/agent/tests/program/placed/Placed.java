package ai.holysheep.agent.tests.program.placed;

import ai.holysheep.agent.tests.program.EachClient;
import ai.holysheep.agent.tests.program.Stdin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Paths;
import java.util.Arrays;
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
import org.apache.http.client.methods.HttpPost;
import org.apache.http.entity.StringEntity;

/**
 * {@code URL FOLDER CLIENT...}: calls from places that a stack shows in their own ways, then the
 * ledger in the folder. The model is the client's name, or the place's.
 */
public final class Placed {
  private final String url;
  private final String[] clients;

  private Placed(String url, String[] clients) {
    this.url = url;
    this.clients = clients;
  }

  public static void main(String[] arguments) throws Exception {
    String[] clients = Arrays.copyOfRange(arguments, 2, arguments.length);
    Placed placed = new Placed(arguments[0], clients);
    placed.each();
    placed.pooled();
    placed.stage();
    new Inner(placed);
    Server.serve(placed::each);
    WrittenLedger.print(Paths.get(arguments[1]), 2 * (clients.length + 3) + 3);
    System.out.println("DONE");
    Stdin.awaitLine();
    System.exit(0);
  }

  private void each() throws Exception {
    for (String client : clients) {
      blocking(client);
    }
    enqueued();
    reactor();
    reactor4();
  }

  private void blocking(String client) throws Exception {
    EachClient.call(url, client);
  }

  private Request request(String model) {
    return new Request.Builder()
        .url(url + "/v1/chat/completions")
        .post(RequestBody.create(MediaType.parse("application/json"), body(model)))
        .build();
  }

  private static String body(String model) {
    return "{\"model\":\"" + model + "\",\"messages\":[]}";
  }

  /** Sent by one of OkHttp's threads. */
  private void enqueued() throws Exception {
    OkHttpClient client = new OkHttpClient();
    CompletableFuture<Void> done = new CompletableFuture<>();
    client
        .newCall(request("enqueued"))
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

  /** Also sent by the client's reactor. */
  private void reactor4() throws Exception {
    try (org.apache.http.impl.nio.client.CloseableHttpAsyncClient client =
        org.apache.http.impl.nio.client.HttpAsyncClients.createDefault()) {
      client.start();
      HttpPost request = new HttpPost(url + "/v1/chat/completions");
      request.setEntity(
          new StringEntity(body("reactor4"), org.apache.http.entity.ContentType.APPLICATION_JSON));
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

  /** A step of a future, on the thread of another method that completes the future. */
  private void stage() throws Exception {
    CompletableFuture<String> model = new CompletableFuture<>();
    CompletableFuture<Void> done = model.thenAccept(this::okHttp);
    Thread completing = new Thread(() -> complete(model));
    completing.start();
    done.get(1, TimeUnit.MINUTES);
    completing.join();
  }

  private static void complete(CompletableFuture<String> model) {
    model.complete("stage");
  }

  private void okHttp(String model) {
    try (Response response = new OkHttpClient().newCall(request(model)).execute()) {
      response.body().string();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Inner {
    Inner(Placed placed) {
      placed.okHttp("inner");
    }
  }
}
