package ai.holysheep.agent.tests.program;

import java.io.File;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.http.HttpHost;
import org.apache.http.HttpResponse;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.concurrent.FutureCallback;
import org.apache.http.entity.ContentType;
import org.apache.http.impl.nio.client.CloseableHttpAsyncClient;
import org.apache.http.impl.nio.client.HttpAsyncClients;
import org.apache.http.impl.nio.conn.PoolingNHttpClientConnectionManager;
import org.apache.http.impl.nio.reactor.DefaultConnectingIOReactor;
import org.apache.http.nio.IOControl;
import org.apache.http.nio.client.methods.AsyncCharConsumer;
import org.apache.http.nio.client.methods.HttpAsyncMethods;
import org.apache.http.nio.client.methods.ZeroCopyConsumer;
import org.apache.http.nio.protocol.BasicAsyncResponseConsumer;
import org.apache.http.nio.protocol.HttpAsyncRequestProducer;
import org.apache.http.protocol.HttpContext;

/** HttpAsyncClient 4.0 and 4.1. */
final class Apache4AsyncProgram extends Apache4Steps {
  private final PoolingNHttpClientConnectionManager pool;
  private final CloseableHttpAsyncClient client;

  Apache4AsyncProgram(String url, Transcript out) throws Exception {
    super(url, out);
    pool = new PoolingNHttpClientConnectionManager(new DefaultConnectingIOReactor());
    client = HttpAsyncClients.custom().setConnectionManager(pool).build();
    client.start();
  }

  private static HttpPost hasty(Call call) {
    HttpPost post = post(call);
    post.setConfig(RequestConfig.custom().setSocketTimeout(call.timeoutMillis).build());
    return post;
  }

  @Override
  String outcomes(String step, String usual) {
    // What is read here is whole already.
    return step.equals("closed-early") ? "left out" : usual;
  }

  @Override
  void make(Call call) throws Exception {
    Told told = new Told();
    try {
      show(client.execute(hasty(call), new Callback(told)).get(10, TimeUnit.SECONDS), call.use);
    } catch (ExecutionException e) {
      throw (Exception) e.getCause();
    } finally {
      settled(told);
    }
  }

  /** When the connection is back in the pool, or gone. */
  private void settled(Told told) throws Exception {
    out.value("callback", told.await());
    for (int i = 0; i < 1000 && pool.getTotalStats().getLeased() > 0; i++) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
    out.value("pool", pool.getTotalStats());
  }

  private static final class Callback implements FutureCallback<HttpResponse> {
    private final Told told;

    Callback(Told told) {
      this.told = told;
    }

    @Override
    public void completed(HttpResponse response) {
      told.tell("completed");
    }

    @Override
    public void failed(Exception e) {
      told.tell("failed " + e.getClass());
    }

    @Override
    public void cancelled() {
      told.tell("cancelled");
    }
  }

  private Call ok(String model) {
    return call("ok", utf8(Body.json(model)), 0, Use.READ);
  }

  @Override
  void more() throws Exception {
    out.step(
        "no-callback",
        "200/none",
        model -> show(client.execute(post(ok(model)), null).get(10, TimeUnit.SECONDS), Use.READ));
    out.connectTimeout(
        nowhere -> {
          HttpPost post = new HttpPost(nowhere);
          post.setConfig(RequestConfig.custom().setConnectTimeout(300).build());
          try {
            client.execute(post, null).get(10, TimeUnit.SECONDS);
          } catch (ExecutionException e) {
            throw (Exception) e.getCause();
          }
        });
    out.step("streaming", "200/none", this::streaming);
    out.step("zero-copy", "", this::zeroCopy);
    out.step(
        "cancelled",
        "cancelled/cancelled",
        model -> {
          Told told = new Told();
          Future<HttpResponse> future =
              client.execute(
                  post(call("slow", utf8(Body.json(model)), 0, Use.READ)), new Callback(told));
          out.awaitAtGateway(model);
          out.value("cancelled", future.cancel(true));
          settled(told);
        });
    out.step(
        "cancelled-in-body",
        "200/cancelled",
        model -> {
          Told told = new Told();
          CompletableFuture<Void> begun = new CompletableFuture<>();
          BasicAsyncResponseConsumer consumer =
              new BasicAsyncResponseConsumer() {
                @Override
                protected void onResponseReceived(HttpResponse response) throws IOException {
                  super.onResponseReceived(response);
                  begun.complete(null);
                }
              };
          HttpPost post = post(call("slow-body", utf8(Body.stream(model)), 0, Use.READ));
          Future<HttpResponse> future =
              client.execute(HttpAsyncMethods.create(host(), post), consumer, new Callback(told));
          begun.get(10, TimeUnit.SECONDS);
          out.value("cancelled", future.cancel(true));
          settled(told);
        });
    try (CloseableHttpAsyncClient minimal = HttpAsyncClients.createMinimal()) {
      minimal.start();
      out.step(
          "minimal",
          "200/none",
          model ->
              show(minimal.execute(post(ok(model)), null).get(10, TimeUnit.SECONDS), Use.READ));
    }
  }

  private void streaming(String model) throws Exception {
    StringBuilder text = new StringBuilder();
    AsyncCharConsumer<String> consumer =
        new AsyncCharConsumer<String>() {
          @Override
          protected void onResponseReceived(HttpResponse response) {
            out.value("received", response.getStatusLine());
          }

          @Override
          protected void onCharReceived(CharBuffer chars, IOControl control) {
            text.append(chars);
          }

          @Override
          protected String buildResult(HttpContext context) {
            return text.toString();
          }
        };
    HttpAsyncRequestProducer producer =
        HttpAsyncMethods.create(host(), post(call("ok", utf8(Body.stream(model)), 0, Use.READ)));
    out.body(utf8(client.execute(producer, consumer, null).get(10, TimeUnit.SECONDS)));
  }

  private HttpHost host() {
    java.net.URI uri = java.net.URI.create(url);
    return new HttpHost(uri.getHost(), uri.getPort(), uri.getScheme());
  }

  /** The bodies' bytes pass nobody, so the answer's headers tell model and usage. */
  private void zeroCopy(String model) throws Exception {
    out.line("EXPECT " + model + " 200/none");
    Path question = Files.createTempFile("question", ".json");
    Path answer = Files.createTempFile("answer", ".json");
    Files.write(question, utf8(Body.json(model)));
    ZeroCopyConsumer<Long> consumer =
        new ZeroCopyConsumer<Long>(answer.toFile()) {
          @Override
          protected Long process(HttpResponse response, File file, ContentType type) {
            return file.length();
          }
        };
    HttpAsyncRequestProducer producer =
        HttpAsyncMethods.createZeroCopyPost(
            url + "/v1/x", question.toFile(), ContentType.APPLICATION_JSON);
    out.value("length", client.execute(producer, consumer, null).get(10, TimeUnit.SECONDS));
    out.body(Files.readAllBytes(answer));
    Files.delete(question);
    Files.delete(answer);
  }

  @Override
  void close() throws Exception {
    client.close();
  }
}
