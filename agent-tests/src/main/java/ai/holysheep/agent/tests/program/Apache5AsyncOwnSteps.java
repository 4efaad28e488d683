package ai.holysheep.agent.tests.program;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.async.methods.AbstractBinResponseConsumer;
import org.apache.hc.client5.http.async.methods.SimpleRequestProducer;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpResponse;

/** What only Apache HttpClient 5's asynchronous client has. */
final class Apache5AsyncOwnSteps {
  private final ClientDriver driver;
  private final Transcript out;
  private final CloseableHttpAsyncClient client;
  private final Apache5AsyncCalls calls;

  Apache5AsyncOwnSteps(
      ClientDriver driver, CloseableHttpAsyncClient client, Apache5AsyncCalls calls) {
    this.driver = driver;
    out = driver.out;
    this.client = client;
    this.calls = calls;
  }

  void run() throws Exception {
    out.step("streaming", "200/none", model -> stream("streaming", model));
    out.step("cancelled-after-last", "200/none", this::cancelAfterLast);
    out.step("not-sent-afresh", "", model -> refuse(driver.call("not-sent-afresh")));
    out.step("no-callback", "200/none", model -> withoutCallback("no-callback"));
    try (CloseableHttpAsyncClient minimal = HttpAsyncClients.createMinimal()) {
      minimal.start();
      step(minimal, "minimal", "ok", "200/none");
      step(minimal, "minimal-error", "rate-limit", "429/rate_limit");
      step(minimal, "minimal-cut", "cut-body", "200/network");
      step(minimal, "minimal-cut-gzip", "cut-gzip", "200/network");
      out.step(
          "minimal-cancelled-after-last", "200/none", model -> cancelAfterLast(minimal, model));
    }
  }

  private void step(
      CloseableHttpAsyncClient minimal, String name, String scenario, String outcome) {
    out.step(
        name,
        outcome,
        model ->
            calls.make(minimal, Apache5AsyncCalls.request(driver.call(name).scenario(scenario))));
  }

  /** A client whose pool is empty refuses the application's own length, and sends nothing. */
  private void refuse(ClientCall call) throws Exception {
    try (CloseableHttpAsyncClient fresh = HttpAsyncClients.createDefault()) {
      fresh.start();
      calls.make(fresh, Apache5AsyncCalls.request(call.header("Content-Length", "7")));
    }
  }

  private void withoutCallback(String step) throws Exception {
    calls.show(
        client
            .execute(Apache5AsyncCalls.request(driver.call(step)), null)
            .get(ClientDriver.PATIENCE_SECONDS, TimeUnit.SECONDS));
    calls.awaitIdle();
  }

  private void stream(String step, String model) throws Exception {
    ClientCall call = driver.call(step).body(Body.stream(model));
    FirstCallback released = new FirstCallback();
    out.body(
        client
            .execute(
                SimpleRequestProducer.create(Apache5AsyncCalls.request(call)),
                new Consumer(out, released),
                null)
            .get(ClientDriver.PATIENCE_SECONDS, TimeUnit.SECONDS));
    calls.awaitEnd(released);
  }

  private void cancelAfterLast(String model) throws Exception {
    try (CloseableHttpAsyncClient fresh = HttpAsyncClients.createDefault()) {
      fresh.start();
      cancelAfterLast(fresh, model);
    }
  }

  /** The application has the last event, and the server keeps the stream open. */
  private void cancelAfterLast(CloseableHttpAsyncClient by, String model) throws Exception {
    ClientCall call = driver.call(model.substring(Transcript.model("").length()));
    FirstCallback released = new FirstCallback();
    Consumer consumer = new Consumer(out, released);
    Future<byte[]> future =
        by.execute(
            SimpleRequestProducer.create(
                Apache5AsyncCalls.request(call.scenario("open-end").body(Body.stream(model)))),
            consumer,
            null);
    out.value("done", consumer.done.get(ClientDriver.PATIENCE_SECONDS, TimeUnit.SECONDS));
    // A cancellation is forgotten before the client has noted what there is to cancel.
    TimeUnit.MILLISECONDS.sleep(Apache5Http2OwnSteps.UNOBSERVABLE_MILLIS);
    out.value("cancelled", future.cancel(true));
  }

  /** Takes the body piece by piece. */
  private static final class Consumer extends AbstractBinResponseConsumer<byte[]> {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Transcript out;
    private final FirstCallback released;
    private final CompletableFuture<Boolean> done = new CompletableFuture<>();

    Consumer(Transcript out, FirstCallback released) {
      this.out = out;
      this.released = released;
    }

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
      if (bytes.toString().contains("[DONE]")) {
        done.complete(true);
      }
    }

    @Override
    protected byte[] buildResult() {
      return bytes.toByteArray();
    }

    @Override
    public void failed(Exception e) {
      if (!done.isDone()) {
        out.failure("consumer failed", e);
      }
    }

    @Override
    public void releaseResources() {
      released.record("released");
    }
  }
}
