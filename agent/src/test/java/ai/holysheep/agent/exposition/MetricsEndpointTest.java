package ai.holysheep.agent.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.metrics.Metrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsEndpointTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir Path folder;
  private final long errorsBefore = errors();
  private MetricsEndpoint endpoint;

  @AfterEach
  void stop() throws Exception {
    if (endpoint != null) {
      endpoint.stop();
    }
  }

  private static long errors() {
    return AgentErrors.total(AgentErrors.Stage.EXPOSITION);
  }

  private void begin(String options) {
    Config config = Config.load(options);
    endpoint = MetricsEndpoint.start(config, new Metrics(config, "1", () -> 0, Map::of));
  }

  private void start(String options) {
    begin(options);
    await(() -> endpoint.port() > 0);
  }

  private static void await(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.MINUTES.toNanos(1));
      Thread.onSpinWait();
    }
  }

  private HttpResponse<String> request(String method, String path, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + endpoint.port() + path))
            .method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private static String basic(String credentials) {
    byte[] bytes = credentials.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/* | text/plain; version=0.0.4; charset=utf-8",
        "text/plain | text/plain; version=0.0.4; charset=utf-8",
        "application/openmetrics-text; version=1.0.0"
            + " | application/openmetrics-text; version=1.0.0; charset=utf-8",
        "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily;"
            + " encoding=delimited"
            + " | application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily;"
            + " encoding=delimited"
      })
  void respondsInTheFormatThatTheRequestAccepts(String accept, String contentType)
      throws Exception {
    start("metrics.port=0");

    HttpResponse<String> response = request("GET", "/metrics", "Accept", accept);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().allValues("Content-Type")).containsExactly(contentType);
    assertThat(response.body()).contains("holysheep_active_requests");
  }

  @Test
  void compressesAndFiltersOnRequest() throws Exception {
    start("metrics.port=0");

    HttpResponse<String> gzip = request("GET", "/metrics", "Accept-Encoding", "br, gzip");
    assertThat(gzip.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(request("GET", "/metrics?name%5B%5D=holysheep_active_requests").body())
        .contains("holysheep_active_requests 0.0\n")
        .doesNotContain("holysheep_agent_info");
    assertThat(request("GET", "/metrics?debug=openmetrics").headers().firstValue("Content-Type"))
        .hasValue("text/plain; charset=utf-8");
    HttpResponse<String> head = request("HEAD", "/metrics");
    assertThat(head.headers().firstValueAsLong("Content-Length").getAsLong()).isPositive();
    assertThat(head.body()).isEmpty();
  }

  @Test
  void servesMetricsAtTheConfiguredPathOnly() throws Exception {
    start("metrics.port=0,metrics.path=/ai/metrics");

    assertThat(request("GET", "/ai/metrics").body()).contains("holysheep_active_requests 0.0\n");
    assertThat(request("GET", "/ai%2Fmetrics/").statusCode()).isEqualTo(200);
    assertThat(request("GET", "/metrics").statusCode()).isEqualTo(404);
    assertThat(request("GET", "/ai/metricsx").statusCode()).isEqualTo(404);
  }

  @Test
  void servesThePageAtTheRootWithThePathOfTheMetrics() throws Exception {
    start("metrics.port=0,metrics.path=/ai'</script>");

    HttpResponse<String> page = request("GET", "/");

    assertThat(page.headers().allValues("Content-Type"))
        .containsExactly("text/html; charset=utf-8");
    assertThat(page.headers().allValues("Cache-Control")).containsExactly("no-store");
    assertThat(page.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
    assertThat(page.body()).contains("\"/ai\\u0027\\u003c/script\\u003e\"");
  }

  @Test
  void acceptsGetAndHeadOnly() throws Exception {
    start("metrics.port=0");

    assertThat(request("HEAD", "/").statusCode()).isEqualTo(200);
    assertThat(request("HEAD", "/").body()).isEmpty();
    for (String method : new String[] {"POST", "PUT", "DELETE", "OPTIONS", "get"}) {
      HttpResponse<String> refused = request(method, "/metrics");
      assertThat(refused.statusCode()).isEqualTo(405);
      assertThat(refused.headers().allValues("Allow")).containsExactly("GET, HEAD");
    }
    assertThat(request("GET", "/unknown").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/metrics", "/", "/unknown"})
  void asksForThePasswordAtEveryPath(String path) throws Exception {
    start("metrics.port=0,metrics.username=prom,metrics.password=secret");

    HttpResponse<String> missing = request("GET", path);
    assertThat(missing.statusCode()).isEqualTo(401);
    assertThat(missing.headers().firstValue("WWW-Authenticate").orElseThrow())
        .startsWith("Basic realm=\"holysheep\"");
    assertThat(request("POST", path).statusCode()).isEqualTo(401);
    assertThat(request("GET", path, "Authorization", basic("prom:wrong")).statusCode())
        .isEqualTo(401);
    assertThat(request("GET", path, "Authorization", basic("prom:secret")).statusCode())
        .isEqualTo(path.equals("/unknown") ? 404 : 200);
  }

  @Test
  void readsThePasswordFromTheFirstLineOfAFile() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "s3cret\nnot this\n");
    start("metrics.port=0,metrics.username=prom,metrics.password-file=" + secret);

    assertThat(request("GET", "/metrics", "Authorization", basic("prom:s3cret")).statusCode())
        .isEqualTo(200);
    assertThat(request("GET", "/metrics", "Authorization", basic("prom:")).statusCode())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "metrics.username=prom",
        "metrics.username=",
        "metrics.password=secret",
        "metrics.password=",
        "metrics.password-file=secret",
        "metrics.username=,metrics.password=secret",
        "metrics.username=prom,metrics.password-file=",
        "metrics.tls.keystore=",
        "metrics.tls.keystore-password=secret",
        "metrics.tls.keystore-password-file=secret",
        "metrics.tls.truststore=store.p12",
        "metrics.tls.truststore-password=secret",
        "metrics.tls.keystore=a.p12,metrics.tls.truststore-password-file=secret",
      })
  void servesNothingIfHalfOfTheProtectionIsMissing(String options) {
    begin("metrics.port=0," + options);

    assertThat(errors()).isEqualTo(errorsBefore + 1);
    assertThat(endpoint.port()).isEqualTo(-1);
    assertThat(endpoint.isStarted()).isFalse();
  }

  @Test
  void servesOnceTheFileOfThePasswordIsThere() throws Exception {
    Path secret = folder.resolve("secret");
    begin("metrics.port=0,metrics.username=prom,metrics.password-file=" + secret);
    await(() -> errors() > errorsBefore);
    Files.writeString(secret, "\n");
    await(() -> errors() > errorsBefore + 1);
    assertThat(endpoint.port()).isEqualTo(-1);

    Files.writeString(secret, "s3cret");
    await(() -> endpoint.port() > 0);

    assertThat(request("GET", "/", "Authorization", basic("prom:s3cret")).statusCode())
        .isEqualTo(200);
    assertThat(errors()).isEqualTo(errorsBefore + 2);
  }

  @Test
  void takesTheFirstFreePortOfARange() throws Exception {
    try (ServerSocket taken = loopback()) {
      int first = taken.getLocalPort();
      start("metrics.port=" + first + "-" + (first + 20));

      assertThat(endpoint.port()).isBetween(first + 1, first + 20);
      assertThat(request("GET", "/metrics").statusCode()).isEqualTo(200);
    }
  }

  private static ServerSocket loopback() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @Test
  void takesItsPortOnceThatIsFree() throws Exception {
    int port;
    try (ServerSocket taken = loopback()) {
      port = taken.getLocalPort();
      begin("metrics.port=" + port);
      await(() -> errors() > errorsBefore);
      assertThat(endpoint.port()).isEqualTo(-1);
    }
    await(() -> endpoint.port() > 0);

    assertThat(endpoint.port()).isEqualTo(port);
    assertThat(request("GET", "/metrics").statusCode()).isEqualTo(200);
    assertThat(errors()).isEqualTo(errorsBefore + 1);
  }
}
