package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The options of the metrics server have their effects in a real JVM. */
class MetricsEndpointTest {
  private static final String WATCHING = "hosts=127.0.0.1,metrics.port=0,";

  @TempDir Path folder;
  private final FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 3);

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  private ForkedJvm call(String options, Map<String, String> environment, String... flags) {
    List<String> arguments = new ArrayList<>(List.of(flags));
    arguments.add(ForkedJvm.agent(options));
    arguments.addAll(ForkedJvm.program("OneCall", gateway.url(), "ok"));
    return ForkedJvm.start(Jdks.running(), arguments, environment).awaitLine("DONE");
  }

  private static HttpResponse<String> get(HttpClient client, String url, String... headers)
      throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void respondsInTheFormatThatTheScraperAccepts() throws Exception {
    try (ForkedJvm jvm = call(WATCHING, Map.of())) {
      HttpClient client = HttpClient.newHttpClient();
      String url = jvm.metricsUrl();

      HttpResponse<String> text = get(client, url);
      HttpResponse<String> open =
          get(client, url, "Accept", "application/openmetrics-text; version=1.0.0");
      HttpResponse<String> protobuf =
          get(
              client,
              url,
              "Accept",
              "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily;"
                  + " encoding=delimited");

      assertThat(text.headers().firstValue("Content-Type").get()).startsWith("text/plain");
      assertThat(open.headers().firstValue("Content-Type").get())
          .startsWith("application/openmetrics-text");
      assertThat(open.body()).endsWith("# EOF\n");
      assertThat(protobuf.headers().firstValue("Content-Type").get())
          .startsWith("application/vnd.google.protobuf");
      assertThat(protobuf.body()).contains("holysheep_requests_total");
    }
  }

  @Test
  void asksForThePasswordFromAFile() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "s3cret\n");
    try (ForkedJvm jvm =
        call(WATCHING + "metrics.username=prom,metrics.password-file=" + secret, Map.of())) {
      HttpClient client = HttpClient.newHttpClient();

      assertThat(get(client, jvm.metricsUrl()).statusCode()).isEqualTo(401);
      assertThat(get(client, jvm.metricsUrl(), "Authorization", basic("prom:wrong")).statusCode())
          .isEqualTo(401);
      assertThat(get(client, jvm.metricsUrl(), "Authorization", basic("prom:s3cret")).body())
          .contains("holysheep_requests_total");
    }
  }

  private static String basic(String credentials) {
    return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes());
  }

  @Test
  void servesHttps() throws Exception {
    Path store = folder.resolve("store.p12");
    String options = KeyStores.create(store);
    try (ForkedJvm jvm = call(WATCHING + options, Map.of())) {
      assertThat(jvm.metricsUrl()).startsWith("https://");
      HttpClient client = HttpClient.newBuilder().sslContext(KeyStores.trusting(store)).build();

      assertThat(get(client, jvm.metricsUrl()).body()).contains("holysheep_requests_total");
    }
  }

  @Test
  void takesEachOptionFromTheFirstPlaceThatSetsIt() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("agent.properties"),
            "metrics.path=/file\nmetrics.constant-labels=from=file\nmetrics.max-models=3\n");

    try (ForkedJvm jvm =
        call(
            WATCHING + "metrics.path=/argument,config.file=" + file,
            Map.of(
                "HOLYSHEEP_METRICS_PATH", "/env", "HOLYSHEEP_METRICS_CONSTANT_LABELS", "from=env"),
            "-Dholysheep.metrics.constant-labels=from=property")) {
      assertThat(jvm.metricsUrl()).endsWith("/argument");
      assertThat(jvm.scrapeWhenIdle().all("holysheep_request_duration_seconds_count"))
          .containsOnlyKeys("{from=\"property\",model=\"gpt-4.1\"}");
      assertThat(jvm.err()).hasSize(1);
    }
  }

  @Test
  void addsTheJvmsMetricsOnRequestOnly() {
    try (ForkedJvm jvm = call(WATCHING + "metrics.jvm=true", Map.of());
        ForkedJvm without = call(WATCHING, Map.of())) {
      Exposition metrics = jvm.scrapeWhenIdle();

      assertThat(metrics.value("jvm_memory_used_bytes", "area=\"heap\"")).isPositive();
      assertThat(metrics.has("jvm_gc_collection_seconds_count")).isTrue();
      assertThat(metrics.value("jvm_threads_current")).isPositive();
      assertThat(metrics.value("process_cpu_seconds_total")).isPositive();
      assertThat(metrics.sum("holysheep_agent_errors_total")).isZero();
      assertThat(without.scrapeWhenIdle().toString()).doesNotContain("jvm_", "process_");
    }
  }

  @Test
  void addsTheConfiguredLabelsToRequestsTokensAndCost() {
    try (ForkedJvm jvm = call(WATCHING + "metrics.labels=caller;endpoint;client", Map.of())) {
      Exposition metrics = jvm.scrapeWhenIdle();
      String extra =
          "caller=\"ai.holysheep.agent.tests.program.OneCall.call\",client=\"java.net.http\","
              + "endpoint=\"/v1/chat/completions\"";
      String model = "model=\"gpt-4.1\"";

      assertThat(metrics.all("holysheep_requests_total"))
          .containsOnlyKeys(
              "{" + extra + ",error_type=\"none\"," + model + ",status_code=\"200\"}");
      assertThat(metrics.all("holysheep_tokens_total"))
          .containsOnlyKeys(
              "{" + extra + "," + model + ",token_type=\"input\"}",
              "{" + extra + "," + model + ",token_type=\"output\"}");
      assertThat(metrics.all("holysheep_cost_millicents_total"))
          .containsOnlyKeys("{" + extra + "," + model + "}");
      assertThat(metrics.all("holysheep_request_duration_seconds_count"))
          .containsOnlyKeys("{" + model + "}");
    }
  }
}
