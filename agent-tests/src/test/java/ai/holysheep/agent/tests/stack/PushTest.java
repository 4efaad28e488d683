package ai.holysheep.agent.tests.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.holysheep.agent.tests.Exposition;
import ai.holysheep.agent.tests.ForkedJvm;
import ai.holysheep.agent.tests.Jdks;
import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Testcontainers;

/** Metrics are pushed to a real Pushgateway, and by OTLP to a real Prometheus. */
@Testcontainers(disabledWithoutDocker = true)
class PushTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Every host is watched: the pushes themselves must not be counted. */
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
  void aBatchJobsFiguresAreInThePushgatewayWhenItEnds() throws Exception {
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
  void aPushgatewayThatIsNotThereDelaysNoEndAndIsToldOfOnce() throws Exception {
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

  @Test
  void aCollectorGetsThemByOtlp() throws Exception {
    int port = freePort();
    String url = "http://127.0.0.1:" + port;
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 3);
        GenericContainer<?> prometheus =
            PrometheusImage.running(
                    "prometheus --config.file=/etc/prometheus/prometheus.yml"
                        + " --storage.tsdb.path=/tmp/prometheus --web.enable-otlp-receiver"
                        + " --web.listen-address=127.0.0.1:"
                        + port)
                .waitingFor(Wait.forLogMessage(".*Server is ready to receive web requests.*", 1))) {
      prometheus.start();
      try (ForkedJvm job = service(gateway, "otlp.endpoint=" + url + "/api/v1/otlp")) {
        job.awaitLine("DONE");
        assertThat(job.finish()).isZero();
        assertThat(job.err()).isEmpty();
      }

      String tokens = "" + (gateway.log().get(0).inputTokens + gateway.log().get(0).outputTokens);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(value(url, "sum(holysheep_requests_total{model=\"gpt-4.1\"})"))
                    .isEqualTo("1");
                assertThat(value(url, "sum(holysheep_tokens_total)")).isEqualTo(tokens);
                assertThat(
                        value(url, "sum(holysheep_request_duration_seconds_bucket{le=\"+Inf\"})"))
                    .isEqualTo("1");
                assertThat(value(url, "holysheep_active_requests")).isEqualTo("0");
                assertThat(value(url, "count(holysheep_agent_info{job=~\".*OneCall\"})"))
                    .isEqualTo("1");
              });
    }
  }

  private static String value(String prometheus, String promql) throws Exception {
    JsonNode answer =
        new ObjectMapper()
            .readTree(
                HttpClient.newHttpClient()
                    .send(
                        HttpRequest.newBuilder(
                                URI.create(
                                    prometheus
                                        + "/api/v1/query?query="
                                        + URLEncoder.encode(promql, StandardCharsets.UTF_8)))
                            .build(),
                        BodyHandlers.ofString())
                    .body());
    return answer.at("/data/result/0/value/1").asText();
  }
}
