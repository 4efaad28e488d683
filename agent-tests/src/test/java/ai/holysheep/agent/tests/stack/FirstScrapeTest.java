package ai.holysheep.agent.tests.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.holysheep.agent.tests.ForkedJvm;
import ai.holysheep.agent.tests.Jdks;
import ai.holysheep.agent.tests.Ports;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Testcontainers;

/**
 * A real Prometheus first scrapes a service after its calls. They page, and the recordings contain
 * them once, also after a restart of Prometheus. An agent that started an hour ago does neither.
 */
@Tag("matrix")
@Execution(ExecutionMode.CONCURRENT)
@Testcontainers(disabledWithoutDocker = true)
class FirstScrapeTest {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String CALLS = "job_model_error_type:holysheep_requests:increase1m";
  private static final String TOKENS = "job_model_token_type:holysheep_tokens:increase1m";
  private static final String NEVER = "0001-01-01T00:00:00Z";

  /** Without flags; with the flag that adds a zero where a series begins. */
  @ParameterizedTest
  @ValueSource(strings = {"", "--enable-feature=created-timestamp-zero-ingestion"})
  void callsBeforeTheFirstScrapePageAndCountOnce(String flag) throws Exception {
    int port = Ports.free();
    PrometheusApi api = new PrometheusApi(port);
    HttpServer old = agentOfAnHourAgo();
    try (MoodyGateway gateway = new MoodyGateway();
        ForkedJvm service = service(gateway)) {
      service.awaitLine("DONE");
      double calls = service.scrapeWhenIdle().sum("holysheep_requests_total");
      double tokens = service.scrapeWhenIdle().sum("holysheep_tokens_total");
      try (GenericContainer<?> prometheus =
          PrometheusImage.serving(port, config(service, old), flag)) {
        prometheus.start();
        await().atMost(Duration.ofSeconds(30)).until(() -> api.value(burst("new")) == 1);
        await().atMost(PATIENCE).until(() -> sum(api, TOKENS, "new") > 0);
        assertCounted(api, calls, tokens);

        awaitNextMinute(api);
        assertCounted(api, calls, tokens);
        prometheus.getDockerClient().restartContainerCmd(prometheus.getContainerId()).exec();
        await().atMost(PATIENCE).ignoreExceptions().until(() -> api.value("count(up == 1)") == 2);
        awaitNextMinute(api);
        assertCounted(api, calls, tokens);
      }
    } finally {
      old.stop(0);
    }
  }

  private static void assertCounted(PrometheusApi api, double calls, double tokens)
      throws Exception {
    assertThat(sum(api, CALLS, "new")).isEqualTo(calls);
    assertThat(sum(api, TOKENS, "new")).isEqualTo(tokens);
    assertThat(sum(api, CALLS, "old")).isZero();
    assertThat(sum(api, TOKENS, "old")).isZero();
    assertThat(api.value(burst("old"))).isZero();
  }

  private static String burst(String job) {
    return "count(ALERTS{alertname=\"HolySheep429Burst\", alertstate=\"firing\", job=\""
        + job
        + "\"})";
  }

  /** What a recording has counted of a job in the last half hour. */
  private static double sum(PrometheusApi api, String recording, String job) throws Exception {
    return api.value(
        "sum(sum_over_time(last_over_time(" + recording + "{job=\"" + job + "\"}[1m])[30m:1m]))");
  }

  /** Waits until Prometheus has evaluated the recordings once more. */
  private static void awaitNextMinute(PrometheusApi api) throws Exception {
    String last = lastEvaluation(api);
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> !List.of(last, NEVER).contains(lastEvaluation(api)));
    // A step of a subquery is a full minute.
    double now = api.value("vector(time())");
    await()
        .atMost(PATIENCE)
        .until(() -> api.value("floor(vector(time()) / 60)") > Math.floor(now / 60));
  }

  private static String lastEvaluation(PrometheusApi api) throws Exception {
    for (JsonNode group : api.path("rules").at("/data/groups")) {
      if (group.get("name").asText().equals("holysheep-minutes")) {
        return group.get("lastEvaluation").asText();
      }
    }
    return NEVER;
  }

  /** Every fourth question gets a 429 each time that it is asked. */
  private static ForkedJvm service(MoodyGateway gateway) {
    gateway.refuse("gpt-4.1");
    return ForkedJvm.start(
        Jdks.running(),
        List.of(
            ForkedJvm.watching()
                + ",metrics.labels=caller;endpoint;client,metrics.constant-labels=team=cs",
            "-jar",
            "../sample-app/target/sample-app.jar",
            "--gateway",
            gateway.url(),
            "--calls",
            "80",
            "--rate",
            "20",
            "--linger"),
        Map.of("HOLYSHEEP_API_KEY", "none"));
  }

  private static HttpServer agentOfAnHourAgo() throws IOException {
    byte[] metrics =
        ("holysheep_active_requests 0\nholysheep_agent_start_time_seconds "
                + (System.currentTimeMillis() / 1000 - 3600)
                + "\nholysheep_requests_total{model=\"gpt-4.1\",status_code=\"429\","
                + "error_type=\"rate_limit\"} 5000\n"
                + "holysheep_tokens_total{model=\"gpt-4.1\",token_type=\"input\"} 900000\n")
            .getBytes(UTF_8);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/metrics",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
          exchange.sendResponseHeaders(200, metrics.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(metrics);
          }
        });
    server.start();
    return server;
  }

  private static String config(ForkedJvm service, HttpServer old) {
    return "global: {scrape_interval: 5s}\nrule_files: [holysheep.rules.yml]\nscrape_configs:\n"
        + "  - job_name: new\n    static_configs: [{targets: ['"
        + URI.create(service.metricsUrl()).getAuthority()
        + "']}]\n  - job_name: old\n    static_configs: [{targets: ['127.0.0.1:"
        + old.getAddress().getPort()
        + "']}]\n";
  }
}
