package ai.holysheep.agent.tests.program;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.async.methods.AbstractBinPushConsumer;
import org.apache.hc.client5.http.async.methods.AbstractBinResponseConsumer;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestProducer;
import org.apache.hc.client5.http.async.methods.SimpleResponseConsumer;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http2.HttpVersionPolicy;

/**
 * The asynchronous clients of Apache HttpClient 5.2 to 5.6 over HTTP/2: the pooled one, by TLS and
 * by prior knowledge, the multiplexing one, and the minimal one.
 */
final class Apache5Http2Program extends Apache5AsyncSteps {
  private final String clear;
  private final PoolingAsyncClientConnectionManager pool =
      PoolingAsyncClientConnectionManagerBuilder.create().setMaxConnPerRoute(1).build();
  private final CloseableHttpAsyncClient client =
      HttpAsyncClients.custom().setConnectionManager(pool).build();

  Apache5Http2Program(String url, Transcript out) {
    super(url.replace("http:", "https:"), out);
    clear = url;
    client.start();
  }

  @Override
  String outcomes(String step, String usual) {
    switch (step) {
      case "closed-early":
      // What is read here is whole already.
      case "redirect":
      // 5.1 never arrives.
      case "timeout":
      case "body-timeout":
        // A stream has none.
        return "left out";
      case "rate-limit":
      case "unread-error":
        // It tries once more by itself.
        return "429/rate_limit 429/rate_limit";
      default:
        return usual;
    }
  }

  @Override
  void make(Call call) throws Exception {
    make(client, request(call));
  }

  @Override
  void settled(Told told) throws Exception {
    out.value("callback", told.await());
    for (int i = 0; i < 1000 && pool.getTotalStats().getLeased() > 0; i++) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
    out.value("pool", pool.getTotalStats());
  }

  private SimpleHttpRequest front(String behaviour, String model) {
    SimpleHttpRequest request = request(ok(model));
    request.setHeader("X-Front", behaviour);
    return request;
  }

  private static SimpleHttpRequest at(SimpleHttpRequest request, String path) {
    request.setUri(java.net.URI.create(path + "/v1/chat/completions"));
    return request;
  }

  @Override
  void more() throws Exception {
    each("pooled", client, url);
    PoolingAsyncClientConnectionManager one =
        PoolingAsyncClientConnectionManagerBuilder.create()
            .setMaxConnPerRoute(1)
            .setDefaultTlsConfig(
                TlsConfig.custom().setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_2).build())
            .build();
    try (CloseableHttpAsyncClient forced =
        HttpAsyncClients.custom().setConnectionManager(one).build()) {
      each("forced", forced, clear);
    }
    try (CloseableHttpAsyncClient multiplexing = HttpAsyncClients.createHttp2Default()) {
      each("multiplexing", multiplexing, url);
      cancelled("multiplexing", multiplexing);
    }
    try (CloseableHttpAsyncClient minimal = HttpAsyncClients.createHttp2Minimal()) {
      each("minimal", minimal, url);
      failures(minimal);
      cancelled("minimal", minimal);
    }
    // Of its own, since 5.6 goes on to use a connection that it was told to leave.
    try (CloseableHttpAsyncClient minimal = HttpAsyncClients.createHttp2Minimal()) {
      minimal.start();
      out.step("go-away", "error/network", model -> make(minimal, front("go-away-once", model)));
    }
  }

  private void each(String name, CloseableHttpAsyncClient by, String to) {
    by.start();
    out.step(name + "-json", "200/none", model -> make(by, at(request(ok(model)), to)));
    out.step(
        name + "-stream",
        "200/none",
        model -> make(by, at(request(call("ok", utf8(Body.stream(model)), 0, Use.READ)), to)));
    out.step(name + "-trailers", "200/none", model -> make(by, at(front("trailers", model), to)));
    out.step(name + "-hints", "200/none", model -> make(by, at(front("hints", model), to)));
    out.step(name + "-early", "200/none", model -> make(by, at(front("early", model), to)));
    out.step(name + "-streams", "200/none 200/none 200/none", model -> streams(by, model, to));
    out.step(name + "-push", "200/none", model -> push(by, at(front("push", model), to)));
    out.step(
        name + "-last",
        "200/none",
        model -> {
          make(by, at(front("last", model), to));
          // The client closes the connection in its own time, and would use it until then.
          TimeUnit.MILLISECONDS.sleep(300);
        });
    out.step(name + "-after-last", "200/none", model -> make(by, at(request(ok(model)), to)));
    out.step(name + "-drop", "200/network", model -> make(by, at(front("drop", model), to)));
    out.step(name + "-after-drop", "200/none", model -> make(by, at(request(ok(model)), to)));
  }

  private void streams(CloseableHttpAsyncClient by, String model, String to) throws Exception {
    List<Future<SimpleHttpResponse>> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      all.add(by.execute(at(request(ok(model)), to), null));
    }
    for (Future<SimpleHttpResponse> one : all) {
      out.value("status", one.get(10, TimeUnit.SECONDS).getCode());
    }
  }

  /** A pushed answer is none that anybody asked for, and counts for nothing. */
  private void push(CloseableHttpAsyncClient by, SimpleHttpRequest request) throws Exception {
    CompletableFuture<String> pushed = new CompletableFuture<>();
    AsyncRequestProducer producer = SimpleRequestProducer.create(request);
    SimpleHttpResponse response =
        by.execute(
                producer,
                SimpleResponseConsumer.create(),
                (promised, context) -> new Pushed(pushed),
                null,
                null)
            .get(10, TimeUnit.SECONDS);
    show(response);
    out.value("pushed", pushed.get(10, TimeUnit.SECONDS));
  }

  private void failures(CloseableHttpAsyncClient minimal) {
    failure(minimal, "minimal-rate-limit", "rate-limit", "429/rate_limit");
    failure(minimal, "minimal-reset", "reset", "error/network");
    failure(minimal, "minimal-reset-body", "reset-body", "200/network");
    failure(minimal, "minimal-cut-body", "cut-body", "200/network");
    failure(minimal, "minimal-empty", "empty", "204/none");
    out.step("refused", "error/network", model -> make(minimal, front("refuse-once", model)));
  }

  private void failure(CloseableHttpAsyncClient by, String step, String scenario, String outcomes) {
    out.step(
        step,
        outcomes,
        model -> make(by, request(call(scenario, utf8(Body.json(model)), 0, Use.READ))));
  }

  private void cancelled(String name, CloseableHttpAsyncClient by) {
    out.step(
        name + "-cancelled",
        "cancelled/cancelled",
        model -> {
          Told told = new Told();
          SimpleHttpRequest slow = request(call("slow", utf8(Body.json(model)), 0, Use.READ));
          Future<SimpleHttpResponse> future = by.execute(slow, new Callback<>(told));
          out.awaitAtGateway(model);
          cancel(future, told);
        });
    out.step(
        name + "-cancelled-in-body",
        "200/cancelled",
        model -> {
          Told told = new Told();
          Begun begun = new Begun();
          Call slow = call("slow-body", utf8(Body.stream(model)), 0, Use.READ);
          Future<Void> future =
              by.execute(SimpleRequestProducer.create(request(slow)), begun, new Callback<>(told));
          begun.began.get(10, TimeUnit.SECONDS);
          cancel(future, told);
        });
    out.step(name + "-after-cancel", "200/none", model -> make(by, request(ok(model))));
  }

  private void cancel(Future<?> future, Told told) throws Exception {
    // Only now the client may note what there is to cancel, on a thread of its own, and tells
    // nobody.
    TimeUnit.MILLISECONDS.sleep(300);
    out.value("cancelled", future.cancel(true));
    settled(told);
  }

  @Override
  void close() throws Exception {
    client.close();
    // Streams that were cancelled are released by nobody: their attempts end when they are
    // collected.
    System.gc();
  }

  /** Tells when an answer begins. */
  private static final class Begun extends AbstractBinResponseConsumer<Void> {
    final CompletableFuture<Void> began = new CompletableFuture<>();

    @Override
    protected void start(HttpResponse response, ContentType type) {
      began.complete(null);
    }

    @Override
    protected int capacityIncrement() {
      return 1 << 16;
    }

    @Override
    protected void data(ByteBuffer from, boolean last) {
      from.position(from.limit());
    }

    @Override
    protected Void buildResult() {
      return null;
    }

    @Override
    public void failed(Exception cause) {}

    @Override
    public void releaseResources() {}
  }

  /** Takes a pushed answer. */
  private static final class Pushed extends AbstractBinPushConsumer {
    private final CompletableFuture<String> text;
    private final StringBuilder told = new StringBuilder();

    Pushed(CompletableFuture<String> text) {
      this.text = text;
    }

    @Override
    protected void start(HttpRequest promise, HttpResponse response, ContentType type) {
      told.append(promise.getPath()).append(' ').append(response.getCode()).append(' ');
    }

    @Override
    protected int capacityIncrement() {
      return 1 << 16;
    }

    @Override
    protected void data(ByteBuffer from, boolean last) {
      told.append(StandardCharsets.UTF_8.decode(from));
    }

    @Override
    protected void completed() {
      text.complete(told.toString());
    }

    @Override
    public void failed(Exception cause) {
      text.completeExceptionally(cause);
    }

    @Override
    public void releaseResources() {}
  }
}
