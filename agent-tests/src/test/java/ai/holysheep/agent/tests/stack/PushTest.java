package ai.holysheep.agent.tests.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.holysheep.agent.tests.Exposition;
import ai.holysheep.agent.tests.ForkedJvm;
import ai.holysheep.agent.tests.Jdks;
import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import ai.holysheep.sample.gateway.Served;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Testcontainers;

/** Metrics are pushed to a real Pushgateway and to an OTLP receiver. */
@Tag("matrix")
@Testcontainers(disabledWithoutDocker = true)
class PushTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** {@code hosts=*}, since the pushes themselves must not be counted. */
  private static ForkedJvm service(FakeGateway gateway, String options) {
    return ForkedJvm.start(
        Jdks.running(),
        List.of(
            ForkedJvm.agent("hosts=*,metrics.enabled=false," + options),
            "-cp",
            "target/classes",
            "ai.holysheep.agent.tests.program.OneCall",
            gateway.url(),
            "ok"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void pushesABatchJobsMetricsToAPushgatewayWhenItEnds() throws Exception {
    int port = freePort();
    String address = "127.0.0.1:" + port;
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 3);
        GenericContainer<?> pushgateway =
            PrometheusImage.running("prometheus-pushgateway --web.listen-address=" + address)
                .waitingFor(Wait.forLogMessage(".*msg=\"?Listening on.*", 1))) {
      pushgateway.start();
      try (ForkedJvm job =
          service(
              gateway,
              "pushgateway.interval=60m,pushgateway.job=night run,pushgateway.address="
                  + address)) {
        job.awaitLine("DONE");
        assertThat(job.finish()).as("%s", job.err()).isZero();
        assertThat(job.err()).isEmpty();
      }

      Exposition pushed = Exposition.scrape("http://" + address + "/metrics");
      assertThat(
              pushed.value(
                  "holysheep_requests_total",
                  "error_type=\"none\"",
                  "instance=\"\"",
                  "job=\"night run\"",
                  "model=\"gpt-4.1\"",
                  "status_code=\"200\""))
          .isEqualTo(1);
      assertThat(pushed.sum("holysheep_requests_total")).isEqualTo(1);
      assertThat(pushed.sum("holysheep_tokens_total"))
          .isEqualTo(gateway.log().get(0).inputTokens + gateway.log().get(0).outputTokens);
      assertThat(pushed.sum("holysheep_agent_errors_total")).isZero();
    }
  }

  @Test
  void logsAMissingPushgatewayOnceAndExitsWithoutDelay() throws Exception {
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 3);
        ForkedJvm job =
            service(
                gateway,
                "pushgateway.interval=100ms,pushgateway.address=http://me:secret@127.0.0.1:1")) {
      job.awaitLine("DONE");
      await().atMost(PATIENCE).until(() -> !job.err().isEmpty());
      assertThat(job.finish()).isZero();
      assertThat(job.err())
          .singleElement()
          .asString()
          .startsWith(
              "[holysheep-agent] no metrics pushed to http://127.0.0.1:1/metrics/job/holysheep"
                  + " (pushgateway.address): ")
          .doesNotContain("secret");
    }
  }

  /** Debian builds Prometheus without its OTLP receiver, so a small server receives the push. */
  @Test
  void pushesByOtlpWhenTheJvmEnds() throws Exception {
    BlockingQueue<String> received = new LinkedBlockingQueue<>();
    HttpServer collector = startCollector(received);
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 3)) {
      String endpoint = "http://127.0.0.1:" + collector.getAddress().getPort();
      try (ForkedJvm job = service(gateway, "otlp.endpoint=" + endpoint)) {
        job.awaitLine("DONE");
        assertThat(job.finish()).isZero();
        assertThat(job.err()).isEmpty();
      }
      assertThat(received.poll()).isEqualTo("POST application/json");
      JsonNode pushed = new ObjectMapper().readTree(received.poll()).at("/resourceMetrics/0");
      assertThat(resourceAttributes(pushed))
          .containsEntry("service.name", "ai.holysheep.agent.tests.program.OneCall")
          .containsKey("service.instance.id");
      Served served = gateway.log().get(0);
      assertOneCall(metricsByName(pushed), served.inputTokens + served.outputTokens);
    } finally {
      collector.stop(0);
    }
  }

  private static HttpServer startCollector(BlockingQueue<String> received) throws IOException {
    HttpServer collector =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/v1/metrics",
        exchange -> {
          received.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Content-Type"));
          received.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
    return collector;
  }

  private static Map<String, String> resourceAttributes(JsonNode pushed) {
    Map<String, String> attributes = new TreeMap<>();
    for (JsonNode attribute : pushed.at("/resource/attributes")) {
      attributes.put(attribute.get("key").asText(), attribute.at("/value/stringValue").asText());
    }
    return attributes;
  }

  private static Map<String, JsonNode> metricsByName(JsonNode pushed) {
    Map<String, JsonNode> metrics = new TreeMap<>();
    for (JsonNode metric : pushed.at("/scopeMetrics/0/metrics")) {
      metrics.put(metric.get("name").asText(), metric);
    }
    return metrics;
  }

  private static void assertOneCall(Map<String, JsonNode> metrics, long tokens) {
    JsonNode requests = metrics.get("holysheep_requests").get("sum");
    assertThat(requests.get("isMonotonic").asBoolean()).isTrue();
    assertThat(requests.get("aggregationTemporality").asInt()).isEqualTo(2);
    assertThat(requests.at("/dataPoints/0/asDouble").asDouble()).isEqualTo(1);
    assertThat(sum(metrics.get("holysheep_tokens").at("/sum/dataPoints"))).isEqualTo(tokens);
    JsonNode duration =
        metrics.get("holysheep_request_duration_seconds").at("/histogram/dataPoints/0");
    assertThat(duration.get("count").asText()).isEqualTo("1");
    assertThat(duration.get("bucketCounts")).hasSize(duration.get("explicitBounds").size() + 1);
    assertThat(metrics.get("holysheep_active_requests").at("/gauge/dataPoints/0/asDouble"))
        .hasToString("0.0");
    assertThat(metrics).containsKey("holysheep_agent_info");
  }

  private static double sum(JsonNode points) {
    double sum = 0;
    for (JsonNode point : points) {
      sum += point.get("asDouble").asDouble();
    }
    return sum;
  }
}
