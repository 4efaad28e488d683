package ai.holysheep.agent.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.metrics.Metrics;
import java.net.BindException;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsServerTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir Path folder;
  private MetricsServer server;

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop();
    }
  }

  private void start(String options) throws Exception {
    Config config = Config.load(options);
    server = new MetricsServer(config, new Metrics(config, "1", () -> 0, Map::of));
  }

  private HttpResponse<String> request(String method, String path, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
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
  void servesMetricsAtTheConfiguredPathOnly() throws Exception {
    start("metrics.port=0,metrics.path=/ai/metrics");

    assertThat(request("GET", "/ai/metrics").body()).contains("holysheep_active_requests 0.0\n");
    assertThat(request("GET", "/metrics").statusCode()).isEqualTo(404);
  }

  @Test
  void servesThePageAtTheRootWithThePathOfTheMetrics() throws Exception {
    start("metrics.port=0,metrics.path=/ai'</script>");

    HttpResponse<String> page = request("GET", "/");

    assertThat(page.headers().allValues("Content-Type"))
        .containsExactly("text/html; charset=utf-8");
    assertThat(page.headers().allValues("Cache-Control")).containsExactly("no-store");
    assertThat(page.body()).contains("\"/ai\\u0027\\u003c/script\\u003e\"");
  }

  @Test
  void servesThePageToGetAndHeadOnly() throws Exception {
    start("metrics.port=0");

    assertThat(request("HEAD", "/").statusCode()).isEqualTo(200);
    assertThat(request("HEAD", "/").body()).isEmpty();
    HttpResponse<String> refused = request("POST", "/");
    assertThat(refused.statusCode()).isEqualTo(405);
    assertThat(refused.headers().allValues("Allow")).containsExactly("GET, HEAD");
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

  @Test
  void takesTheFirstFreePortOfARange() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int first = taken.getLocalPort();
      start("metrics.port=" + first + "-" + (first + 20));

      assertThat(server.port()).isBetween(first + 1, first + 20);
      assertThat(request("GET", "/metrics").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void failsIfItsOnlyPortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> start("metrics.port=" + taken.getLocalPort()))
          .isInstanceOf(BindException.class);
    }
  }

  @Test
  void servesOnTheSamePortAfterARestart() throws Exception {
    start("metrics.port=0");
    int port = server.port();

    server.restart();

    assertThat(server.port()).isEqualTo(port);
    assertThat(request("GET", "/metrics").statusCode()).isEqualTo(200);
  }
}
