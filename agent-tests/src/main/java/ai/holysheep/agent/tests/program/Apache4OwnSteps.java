package ai.holysheep.agent.tests.program;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import org.apache.http.HttpResponse;
import org.apache.http.HttpVersion;
import org.apache.http.auth.AuthScope;
import org.apache.http.auth.UsernamePasswordCredentials;
import org.apache.http.client.fluent.Request;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.entity.InputStreamEntity;
import org.apache.http.impl.client.BasicCredentialsProvider;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.DefaultServiceUnavailableRetryStrategy;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.client.cache.CachingHttpClients;
import org.apache.http.impl.execchain.ClientExecChain;
import org.apache.http.message.BasicHttpResponse;
import org.apache.http.util.EntityUtils;

/** What only Apache HttpClient 4 has, and what is made of it. */
final class Apache4OwnSteps {
  private final Apache4Driver driver;
  private final Transcript out;

  Apache4OwnSteps(Apache4Driver driver) {
    this.driver = driver;
    out = driver.out;
  }

  void run() throws Exception {
    out.step("consumed", "200/cancelled", model -> consume(execute("consumed")));
    out.step("response-handler", "200/none", model -> handle("response-handler"));
    out.step("write-to", "200/none", model -> writeTo("write-to"));
    out.step("stream-closed-early", "200/cancelled", this::closeStream);
    out.step("released", "200/cancelled", model -> release("released"));
    out.step("fluent", "200/none", model -> fluent("fluent"));
    try (CloseableHttpClient caching = CachingHttpClients.createMemoryBound()) {
      out.step("caching", "200/none", model -> make(caching, driver.call("caching")));
      out.step("not-cached", "", model -> make(caching, onlyIfCached("not-cached")));
    }
    try (CloseableHttpClient own = new Responding().build()) {
      out.step("own-response", "", model -> make(own, driver.call("own-response")));
    }
    retry();
    authenticate();
  }

  private CloseableHttpResponse execute(ClientCall call) throws Exception {
    return (CloseableHttpResponse) driver.execute(driver.request(call));
  }

  private CloseableHttpResponse execute(String step) throws Exception {
    return execute(driver.call(step));
  }

  private static void consume(CloseableHttpResponse response) throws Exception {
    try (CloseableHttpResponse open = response) {
      EntityUtils.consume(open.getEntity());
    }
  }

  private void handle(String step) throws Exception {
    out.value(
        "text",
        driver
            .client()
            .execute(
                driver.request(driver.call(step)),
                (HttpResponse response) -> EntityUtils.toString(response.getEntity())));
  }

  private void writeTo(String step) throws Exception {
    try (CloseableHttpResponse response = execute(step)) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      response.getEntity().writeTo(bytes);
      out.body(bytes.toByteArray());
    }
  }

  /** The stream's end is read when it is closed, as it is not when the response is. */
  private void closeStream(String model) throws Exception {
    ClientCall call = driver.call("stream-closed-early").body(Body.streamWithoutUsage(model));
    try (CloseableHttpResponse response = execute(call);
        InputStream in = response.getEntity().getContent()) {
      out.value("first", in.read());
    }
  }

  /** The response itself is never closed. */
  private void release(String step) throws Exception {
    HttpRequestBase request = driver.request(driver.call(step).scenario("open-end"));
    InputStream in = driver.execute(request).getEntity().getContent();
    out.value("first", in.read());
    request.releaseConnection();
    out.keep(in);
  }

  private void fluent(String step) throws Exception {
    ClientCall call = driver.call(step);
    out.body(
        Request.Post(call.url)
            .addHeader("X-Fake-Scenario", "ok")
            .bodyByteArray(call.body)
            .execute()
            .returnContent()
            .asBytes());
  }

  private ClientCall onlyIfCached(String step) {
    return driver.call(step).withoutBody("GET").header("Cache-Control", "only-if-cached");
  }

  private void make(CloseableHttpClient client, ClientCall call) throws Exception {
    try (CloseableHttpResponse response = client.execute(driver.request(call))) {
      driver.head(response);
      driver.read(response, call.reading, () -> {});
    }
  }

  /** A client in which the application itself responds, and nothing is sent. */
  private static final class Responding extends HttpClientBuilder {
    @Override
    protected ClientExecChain decorateMainExec(ClientExecChain main) {
      return (route, request, context, aware) -> new OwnResponse("from nowhere");
    }
  }

  private static final class OwnResponse extends BasicHttpResponse
      implements CloseableHttpResponse {
    OwnResponse(String text) {
      super(HttpVersion.HTTP_1_1, 200, "OK");
      setEntity(new InputStreamEntity(new ByteArrayInputStream(ClientCall.utf8(text)), -1));
    }

    @Override
    public void close() {}
  }

  private void retry() throws Exception {
    try (CloseableHttpClient patient =
        HttpClients.custom()
            .setServiceUnavailableRetryStrategy(new DefaultServiceUnavailableRetryStrategy(1, 1))
            .build()) {
      out.step(
          "retried",
          "503/server_error 503/server_error",
          model -> make(patient, driver.call("retried").scenario("overloaded")));
    }
  }

  private void authenticate() throws Exception {
    BasicCredentialsProvider credentials = new BasicCredentialsProvider();
    credentials.setCredentials(AuthScope.ANY, new UsernamePasswordCredentials("me", "secret"));
    try (CloseableHttpClient known =
        HttpClients.custom().setDefaultCredentialsProvider(credentials).build()) {
      out.step(
          "challenge",
          "401/client_error 200/none",
          model -> make(known, driver.call("challenge").scenario("challenge")));
    }
  }
}
