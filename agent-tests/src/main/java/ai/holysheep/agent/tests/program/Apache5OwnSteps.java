package ai.holysheep.agent.tests.program;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.fluent.Request;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;

/** What only Apache HttpClient 5 has. */
@SuppressWarnings("deprecation")
final class Apache5OwnSteps {
  private final Apache5BlockingDriver driver;
  private final Transcript out;

  Apache5OwnSteps(Apache5BlockingDriver driver) {
    this.driver = driver;
    out = driver.out;
  }

  void run() {
    out.step("consumed", "200/cancelled", model -> consume("consumed"));
    out.step("response-handler", "200/none", model -> handle("response-handler"));
    out.step("write-to", "200/none", model -> writeTo("write-to"));
    out.step("fluent", "200/none", model -> fluent("fluent"));
    out.step("own-response", "", model -> respondItself("own-response"));
    out.step("challenge", "401/client_error 200/none", model -> authenticate("challenge"));
  }

  private CloseableHttpResponse execute(ClientCall call) throws Exception {
    return driver.execute(call, Apache5BlockingDriver.request(call));
  }

  private void consume(String step) throws Exception {
    try (CloseableHttpResponse response = execute(driver.call(step))) {
      EntityUtils.consume(response.getEntity());
    }
  }

  private void handle(String step) throws Exception {
    ClientCall call = driver.call(step);
    out.value(
        "text",
        driver
            .client(call)
            .execute(
                Apache5BlockingDriver.request(call),
                response -> EntityUtils.toString(response.getEntity())));
  }

  private void writeTo(String step) throws Exception {
    try (CloseableHttpResponse response = execute(driver.call(step))) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      response.getEntity().writeTo(bytes);
      out.body(bytes.toByteArray());
    }
  }

  private void fluent(String step) throws Exception {
    ClientCall call = driver.call(step);
    out.body(
        Request.post(call.url)
            .addHeader("X-Fake-Scenario", "ok")
            .bodyByteArray(call.body, ContentType.APPLICATION_JSON)
            .execute()
            .returnContent()
            .asBytes());
  }

  /** An interceptor of the application's responds, and nothing is sent. */
  private void respondItself(String step) throws Exception {
    show(
        HttpClients.custom()
            .addExecInterceptorBefore(
                ChainElement.MAIN_TRANSPORT.name(),
                "own",
                (request, scope, chain) -> ownResponse()),
        driver.call(step));
  }

  private static ClassicHttpResponse ownResponse() {
    ClassicHttpResponse response = new BasicClassicHttpResponse(200, "OK");
    byte[] text = ClientCall.utf8("from nowhere");
    response.setEntity(new InputStreamEntity(new ByteArrayInputStream(text), null));
    return response;
  }

  private void authenticate(String step) throws Exception {
    BasicCredentialsProvider credentials = new BasicCredentialsProvider();
    credentials.setCredentials(
        new AuthScope(null, -1), new UsernamePasswordCredentials("me", "secret".toCharArray()));
    show(
        HttpClients.custom().setDefaultCredentialsProvider(credentials),
        driver.call(step).scenario("challenge"));
  }

  private void show(HttpClientBuilder builder, ClientCall call) throws Exception {
    try (CloseableHttpClient client = builder.build();
        CloseableHttpResponse response = client.execute(Apache5BlockingDriver.request(call))) {
      driver.head(response);
      driver.read(response, call.reading, () -> {});
    }
  }
}
