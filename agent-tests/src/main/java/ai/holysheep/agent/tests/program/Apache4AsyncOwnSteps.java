package ai.holysheep.agent.tests.program;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.CharBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.http.HttpHost;
import org.apache.http.HttpResponse;
import org.apache.http.entity.ContentType;
import org.apache.http.impl.nio.client.CloseableHttpAsyncClient;
import org.apache.http.impl.nio.client.HttpAsyncClients;
import org.apache.http.nio.IOControl;
import org.apache.http.nio.client.methods.AsyncCharConsumer;
import org.apache.http.nio.client.methods.HttpAsyncMethods;
import org.apache.http.nio.client.methods.ZeroCopyConsumer;
import org.apache.http.nio.protocol.BasicAsyncResponseConsumer;
import org.apache.http.nio.protocol.HttpAsyncRequestProducer;
import org.apache.http.protocol.HttpContext;

/** What only HttpAsyncClient 4 has. */
final class Apache4AsyncOwnSteps {
  private final Apache4AsyncDriver driver;
  private final Transcript out;
  private final CloseableHttpAsyncClient client;

  Apache4AsyncOwnSteps(Apache4AsyncDriver driver, CloseableHttpAsyncClient client) {
    this.driver = driver;
    out = driver.out;
    this.client = client;
  }

  void run() throws Exception {
    out.step("no-callback", "200/none", model -> withoutCallback(client, "no-callback"));
    out.step("streaming", "200/none", model -> stream("streaming", model));
    out.step("zero-copy", "200/none", this::copyNothing);
    out.step("cancelled-in-body", "200/cancelled", this::cancelInBody);
    try (CloseableHttpAsyncClient minimal = HttpAsyncClients.createMinimal()) {
      minimal.start();
      out.step("minimal", "200/none", model -> withoutCallback(minimal, "minimal"));
    }
  }

  private void withoutCallback(CloseableHttpAsyncClient by, String step) throws Exception {
    Future<HttpResponse> future = by.execute(Apache4AsyncDriver.request(driver.call(step)), null);
    driver.show(Apache4AsyncDriver.await(future), Reading.WHOLE);
  }

  private HttpAsyncRequestProducer producer(ClientCall call) {
    URI uri = URI.create(call.url);
    return HttpAsyncMethods.create(
        new HttpHost(uri.getHost(), uri.getPort(), uri.getScheme()),
        Apache4AsyncDriver.request(call));
  }

  private void stream(String step, String model) throws Exception {
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
    ClientCall call = driver.call(step).body(Body.stream(model));
    out.body(
        ClientCall.utf8(Apache4AsyncDriver.await(client.execute(producer(call), consumer, null))));
  }

  /** No code sees the bodies' bytes, so model and usage are those of the response's headers. */
  private void copyNothing(String model) throws Exception {
    Path request = Files.createTempFile("request", ".json");
    Path response = Files.createTempFile("response", ".json");
    Files.write(request, ClientCall.utf8(Body.json(model)));
    ZeroCopyConsumer<Long> consumer =
        new ZeroCopyConsumer<Long>(response.toFile()) {
          @Override
          protected Long process(HttpResponse head, File file, ContentType type) {
            return file.length();
          }
        };
    HttpAsyncRequestProducer producer =
        HttpAsyncMethods.createZeroCopyPost(
            driver.url + "/v1/x", request.toFile(), ContentType.APPLICATION_JSON);
    out.value("length", Apache4AsyncDriver.await(client.execute(producer, consumer, null)));
    out.body(Files.readAllBytes(response));
    Files.delete(request);
    Files.delete(response);
  }

  private void cancelInBody(String model) throws Exception {
    FirstCallback callback = new FirstCallback();
    CompletableFuture<Void> begun = new CompletableFuture<>();
    BasicAsyncResponseConsumer consumer =
        new BasicAsyncResponseConsumer() {
          @Override
          protected void onResponseReceived(HttpResponse response) throws IOException {
            super.onResponseReceived(response);
            begun.complete(null);
          }
        };
    ClientCall slow =
        driver.call("cancelled-in-body").scenario("slow-body").body(Body.stream(model));
    Future<HttpResponse> future =
        client.execute(producer(slow), consumer, new Apache4AsyncDriver.Recorder(callback));
    Apache4AsyncDriver.await(begun);
    driver.cancel(future, callback);
  }
}
