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
 * What HTTP/2 adds, with each of Apache's asynchronous clients: the pooled one, by TLS and by prior
 * knowledge, the multiplexing one, and the minimal one.
 */
final class Apache5Http2OwnSteps {
  /** Not longer, since it never comes with some clients before 5.4, with and without the agent. */
  private static final int PUSH_SECONDS = 10;

  /** See {@link #cancel}. */
  static final int UNOBSERVABLE_MILLIS = 1000;

  private final ClientDriver driver;
  private final String plainUrl;
  private final Transcript out;
  private final CloseableHttpAsyncClient pooled;
  private final Apache5AsyncCalls calls;

  Apache5Http2OwnSteps(
      ClientDriver driver,
      String plainUrl,
      CloseableHttpAsyncClient pooled,
      Apache5AsyncCalls calls) {
    this.driver = driver;
    this.plainUrl = plainUrl;
    out = driver.out;
    this.pooled = pooled;
    this.calls = calls;
  }

  void run() throws Exception {
    each("pooled", pooled, driver.url);
    PoolingAsyncClientConnectionManager one =
        PoolingAsyncClientConnectionManagerBuilder.create()
            .setMaxConnPerRoute(1)
            .setDefaultTlsConfig(
                TlsConfig.custom().setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_2).build())
            .build();
    try (CloseableHttpAsyncClient forced =
        HttpAsyncClients.custom().setConnectionManager(one).build()) {
      each("forced", forced, plainUrl);
    }
    try (CloseableHttpAsyncClient multiplexing = HttpAsyncClients.createHttp2Default()) {
      each("multiplexing", multiplexing, driver.url);
      cancelled("multiplexing", multiplexing);
    }
    try (CloseableHttpAsyncClient minimal = HttpAsyncClients.createHttp2Minimal()) {
      each("minimal", minimal, driver.url);
      failures(minimal);
      cancelled("minimal", minimal);
    }
    // Of its own, since 5.6 goes on to use a connection that it was told to leave.
    try (CloseableHttpAsyncClient minimal = HttpAsyncClients.createHttp2Minimal()) {
      minimal.start();
      make("go-away", "error/network", minimal, call -> front(call, "go-away-once"));
    }
  }

  /** What a step changes of an ordinary call. */
  private interface Change {
    ClientCall of(ClientCall call);
  }

  private static ClientCall front(ClientCall call, String behaviour) {
    return call.header("X-Front", behaviour);
  }

  private void make(String step, String outcome, CloseableHttpAsyncClient client, Change change) {
    out.step(step, outcome, model -> calls.make(client, request(step, change)));
  }

  private SimpleHttpRequest request(String step, Change change) {
    return Apache5AsyncCalls.request(change.of(driver.call(step)));
  }

  private void each(String name, CloseableHttpAsyncClient client, String to) {
    client.start();
    Change at = call -> call.url(to + "/v1/chat/completions");
    make(name + "-json", "200/none", client, at);
    make(
        name + "-stream",
        "200/none",
        client,
        call -> at.of(call).body(Body.stream(Transcript.model(name + "-stream"))));
    for (String behaviour : new String[] {"trailers", "hints", "early"}) {
      make(name + "-" + behaviour, "200/none", client, call -> front(at.of(call), behaviour));
    }
    out.step(
        name + "-streams",
        "200/none 200/none 200/none",
        model -> streams(client, request(name + "-streams", at)));
    out.step(
        name + "-push",
        "200/none",
        model -> push(client, request(name + "-push", call -> front(at.of(call), "push"))));
    out.step(
        name + "-last",
        "200/none",
        model -> {
          calls.make(client, request(name + "-last", call -> front(at.of(call), "last")));
          // The client closes the connection in its own time, and would use it until then.
          out.awaitConnectionClosed(model);
        });
    make(name + "-after-last", "200/none", client, at);
    make(name + "-drop", "200/network", client, call -> front(at.of(call), "drop"));
    make(name + "-after-drop", "200/none", client, at);
  }

  private void streams(CloseableHttpAsyncClient client, SimpleHttpRequest request)
      throws Exception {
    List<Future<SimpleHttpResponse>> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      all.add(client.execute(request, null));
    }
    for (Future<SimpleHttpResponse> one : all) {
      out.value("status", one.get(ClientDriver.PATIENCE_SECONDS, TimeUnit.SECONDS).getCode());
    }
  }

  /** A pushed response belongs to no request of the application, and is not counted. */
  private void push(CloseableHttpAsyncClient client, SimpleHttpRequest request) throws Exception {
    CompletableFuture<String> pushed = new CompletableFuture<>();
    AsyncRequestProducer producer = SimpleRequestProducer.create(request);
    SimpleHttpResponse response =
        client
            .execute(
                producer,
                SimpleResponseConsumer.create(),
                (promised, context) -> new Pushed(pushed),
                null,
                null)
            .get(ClientDriver.PATIENCE_SECONDS, TimeUnit.SECONDS);
    calls.show(response);
    out.value("pushed", pushed.get(PUSH_SECONDS, TimeUnit.SECONDS));
  }

  private void failures(CloseableHttpAsyncClient minimal) {
    make("minimal-rate-limit", "429/rate_limit", minimal, call -> call.scenario("rate-limit"));
    make("minimal-reset", "error/network", minimal, call -> call.scenario("reset"));
    make("minimal-reset-body", "200/network", minimal, call -> call.scenario("reset-body"));
    make("minimal-cut-body", "200/network", minimal, call -> call.scenario("cut-body"));
    make("minimal-empty", "204/none", minimal, call -> call.scenario("empty"));
    make("refused-stream", "error/network", minimal, call -> front(call, "refuse-once"));
  }

  private void cancelled(String name, CloseableHttpAsyncClient client) {
    String early = name + "-cancelled";
    out.step(
        early,
        "cancelled/cancelled",
        model -> {
          FirstCallback callback = new FirstCallback();
          Future<SimpleHttpResponse> future =
              client.execute(
                  request(early, call -> call.scenario("slow")),
                  new Apache5AsyncCalls.Recorder<>(callback));
          out.awaitAtGateway(model);
          cancel(future, callback);
        });
    String late = name + "-cancelled-in-body";
    out.step(
        late,
        "200/cancelled",
        model -> {
          FirstCallback callback = new FirstCallback();
          Begun begun = new Begun();
          SimpleHttpRequest slow =
              request(late, call -> call.scenario("slow-body").body(Body.stream(model)));
          Future<Void> future =
              client.execute(
                  SimpleRequestProducer.create(slow),
                  begun,
                  new Apache5AsyncCalls.Recorder<>(callback));
          begun.began.get(ClientDriver.PATIENCE_SECONDS, TimeUnit.SECONDS);
          cancel(future, callback);
        });
    make(name + "-after-cancel", "200/none", client, call -> call);
  }

  /**
   * The client notes what there is to cancel on a thread of its own, at any time after the request
   * is on the wire, and shows it nowhere. A cancellation before that is forgotten, so this waits
   * for longer than that thread needs.
   */
  private void cancel(Future<?> future, FirstCallback callback) throws Exception {
    TimeUnit.MILLISECONDS.sleep(UNOBSERVABLE_MILLIS);
    out.value("cancelled", future.cancel(true));
    calls.awaitEnd(callback);
  }

  /** Knows when a response begins. */
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

  /** Takes a pushed response. */
  private static final class Pushed extends AbstractBinPushConsumer {
    private final CompletableFuture<String> text;
    private final StringBuilder received = new StringBuilder();

    Pushed(CompletableFuture<String> text) {
      this.text = text;
    }

    @Override
    protected void start(HttpRequest promise, HttpResponse response, ContentType type) {
      received.append(promise.getPath()).append(' ').append(response.getCode()).append(' ');
    }

    @Override
    protected int capacityIncrement() {
      return 1 << 16;
    }

    @Override
    protected void data(ByteBuffer from, boolean last) {
      received.append(StandardCharsets.UTF_8.decode(from));
    }

    @Override
    protected void completed() {
      text.complete(received.toString());
    }

    @Override
    public void failed(Exception cause) {
      text.completeExceptionally(cause);
    }

    @Override
    public void releaseResources() {}
  }
}
