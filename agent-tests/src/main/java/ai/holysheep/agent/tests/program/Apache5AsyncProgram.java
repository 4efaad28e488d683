package ai.holysheep.agent.tests.program;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.async.methods.AbstractBinResponseConsumer;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestProducer;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.util.Timeout;

/**
 * Apache HttpClient 5, the asynchronous one. It cancels nothing: of some calls the client forgets
 * what there is to cancel, and which is a race of its own.
 */
final class Apache5AsyncProgram extends Apache5AsyncSteps {
  private final PoolingAsyncClientConnectionManager pool =
      PoolingAsyncClientConnectionManagerBuilder.create().build();
  private final CloseableHttpAsyncClient client =
      HttpAsyncClients.custom().setConnectionManager(pool).build();

  Apache5AsyncProgram(String url, Transcript out) {
    super(url, out);
    client.start();
  }

  @Override
  String outcomes(String step, String usual) {
    switch (step) {
      case "closed-early":
      // What is read here is whole already.
      case "redirect":
        // 5.1 never arrives.
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

  /** When the connection is back in the pool, or gone. */
  @Override
  void settled(Told told) throws Exception {
    out.value("callback", told.await());
    for (int i = 0; i < 1000 && pool.getTotalStats().getLeased() > 0; i++) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
    out.value("pool", pool.getTotalStats());
  }

  @Override
  void more() throws Exception {
    out.step(
        "overloaded-retried",
        "503/server_error 503/server_error",
        model -> {
          make(call("overloaded", utf8(Body.json(model)), 0, Use.READ));
        });
    out.connectTimeout(
        nowhere -> {
          SimpleHttpRequest request = new SimpleHttpRequest("POST", URI.create(nowhere));
          request.setConfig(
              RequestConfig.custom().setConnectTimeout(Timeout.ofMilliseconds(300)).build());
          make(client, request);
        });
    out.step("streaming", "200/none", this::streaming);
    out.step(
        "no-callback",
        "200/none",
        model -> {
          show(client.execute(request(ok(model)), null).get(10, TimeUnit.SECONDS));
          Told nothing = new Told();
          nothing.tell("nothing");
          settled(nothing);
        });
    try (CloseableHttpAsyncClient minimal = HttpAsyncClients.createMinimal()) {
      minimal.start();
      out.step("minimal", "200/none", model -> make(minimal, request(ok(model))));
      out.step(
          "minimal-error",
          "429/rate_limit",
          model -> make(minimal, request(call("rate-limit", utf8(Body.json(model)), 0, Use.READ))));
      out.step(
          "minimal-cut",
          "200/network",
          model -> make(minimal, request(call("cut-body", utf8(Body.json(model)), 0, Use.READ))));
    }
  }

  private void streaming(String model) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Told told = new Told();
    AbstractBinResponseConsumer<byte[]> consumer =
        new AbstractBinResponseConsumer<byte[]>() {
          @Override
          protected void start(HttpResponse response, ContentType type) {
            out.value("received", response.getCode() + " " + type);
          }

          @Override
          protected int capacityIncrement() {
            return 1 << 16;
          }

          @Override
          protected void data(ByteBuffer from, boolean last) {
            while (from.hasRemaining()) {
              bytes.write(from.get());
            }
          }

          @Override
          protected byte[] buildResult() {
            return bytes.toByteArray();
          }

          @Override
          public void failed(Exception e) {
            out.failure("consumer failed", e);
          }

          @Override
          public void releaseResources() {
            told.tell("released");
          }
        };
    AsyncRequestProducer producer =
        SimpleRequestProducer.create(request(call("ok", utf8(Body.stream(model)), 0, Use.READ)));
    out.body(client.execute(producer, consumer, null).get(10, TimeUnit.SECONDS));
    settled(told);
  }

  @Override
  void close() throws Exception {
    client.close();
  }
}
