package ai.holysheep.agent.tests.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.holysheep.agent.tests.ForkedJvm;
import ai.holysheep.agent.tests.Jdks;
import ai.holysheep.agent.tests.Ports;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.junit.jupiter.Testcontainers;

/** A real Prometheus scrapes the sample service. Its series agree with the gateway's log. */
@Tag("matrix")
@Testcontainers(disabledWithoutDocker = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrometheusScrapeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Within the service's name, and for all services. */
  private static final String BUDGETS =
      """
      groups:
        - name: holysheep-budgets
          interval: 1s
          rules:
            - {record: "holysheep:budget:usd_month", expr: vector(1), labels: {job: support-desk}}
            - {record: "holysheep:budget:usd_month", expr: vector(2)}
      """;

  private static final String COST_PER_MINUTE = "job_model:holysheep_cost_usd:increase1m";

  private static final String BURN = "holysheep:budget_burn:ratio1h";

  private int truthPort;
  private PrometheusApi api;
  private ForkedJvm service;
  private GenericContainer<?> prometheus;

  @BeforeAll
  void start() throws IOException {
    truthPort = Ports.free();
    int port = Ports.free();
    api = new PrometheusApi(port);
    service =
        ForkedJvm.start(
            Jdks.running(),
            List.of(
                ForkedJvm.watching() + ",metrics.labels=caller;entry,metrics.streams=true",
                "-jar",
                "../sample-app/target/sample-app.jar",
                "--calls",
                "300",
                "--rate",
                "20",
                // With 3 s, a call times out on a busy machine that the gateway has answered.
                "--timeout",
                "20",
                "--linger",
                "--truth-port",
                "" + truthPort));
    prometheus =
        PrometheusImage.serving(port, config())
            .withCopyToContainer(Transferable.of(BUDGETS), "/alerts/budgets.yml");
    prometheus.start();
    service.awaitLine("DONE");
    int calls = (int) service.scrapeWhenIdle().sum("holysheep_requests_total");
    await().atMost(PATIENCE).until(() -> api.value("sum(holysheep_requests_total)") == calls);
  }

  @AfterAll
  void stop() {
    prometheus.stop();
    service.close();
  }

  private String config() {
    return "global: {scrape_interval: 1s, evaluation_interval: 1s}\n"
        + "rule_files: [holysheep.rules.yml, budgets.yml]\n"
        + "scrape_configs:\n"
        + "  - job_name: support-desk\n"
        + "    static_configs:\n"
        + "      - targets: ['"
        + URI.create(service.metricsUrl()).getAuthority()
        + "']\n";
  }

  private Map<String, Long> valuesByModelAnd(String label, String promql)
      throws IOException, InterruptedException {
    Map<String, Long> values = new TreeMap<>();
    for (JsonNode series : api.query(promql).at("/data/result")) {
      values.put(
          series.at("/metric/model").asText() + " " + series.at("/metric/" + label).asText(),
          Math.round(series.at("/value/1").asDouble()));
    }
    return values;
  }

  private JsonNode truth() throws IOException, InterruptedException {
    return PrometheusApi.get("http://127.0.0.1:" + truthPort + "/truth");
  }

  @Test
  void requestsByModelAndStatusAgreeWithTheGatewaysLog() throws Exception {
    Map<String, Long> expected = new TreeMap<>();
    truth()
        .properties()
        .forEach(
            model ->
                model
                    .getValue()
                    .get("requests")
                    .properties()
                    .forEach(
                        status ->
                            expected.put(
                                model.getKey() + " " + status.getKey(),
                                status.getValue().asLong())));

    // Without a response, the gateway's status is 0, and the agent's names the reason.
    assertThat(
            valuesByModelAnd(
                "status",
                "sum by (model, status) (label_replace(label_replace(holysheep_requests_total,"
                    + " \"status\", \"$1\", \"status_code\", \"(.*)\"),"
                    + " \"status\", \"0\", \"status_code\", \"[a-z]+\"))"))
        .isEqualTo(expected)
        .hasSizeGreaterThan(8);
  }

  @Test
  void tokensAgreeWithTheGatewaysLog() throws Exception {
    Map<String, Long> expected = new TreeMap<>();
    truth()
        .properties()
        .forEach(
            model -> {
              expected.put(model.getKey() + " input", model.getValue().get("input").asLong());
              expected.put(model.getKey() + " output", model.getValue().get("output").asLong());
            });

    assertThat(
            valuesByModelAnd("token_type", "sum by (model, token_type) (holysheep_tokens_total)"))
        .isEqualTo(expected);
  }

  @Test
  void everyQueryOfTheDashboardsFindsData() throws Exception {
    // The recordings are evaluated once a minute.
    await()
        .atMost(Duration.ofMinutes(4))
        .until(() -> api.value("sum(sum_over_time(" + COST_PER_MINUTE + "[1h:1m]))") > 0);
    await().atMost(Duration.ofMinutes(4)).until(() -> api.value("sum(" + BURN + ")") > 0);
    List<String> without = new ArrayList<>();
    for (Map.Entry<String, String> one : DashboardTest.queries().entrySet()) {
      JsonNode answer = api.query(substituted(one.getValue()));
      assertThat(answer.get("status").asText()).as(one.getValue()).isEqualTo("success");
      if (answer.at("/data/result").isEmpty()) {
        without.add(one.getKey());
      }
    }
    // A forecast needs seven days.
    without.removeIf(query -> query.contains("orecast"));
    assertThat(without).isEmpty();
  }

  @Test
  void everyMetricInTheRulesExists() throws Exception {
    Set<String> missing = new TreeSet<>();
    Matcher name =
        Pattern.compile("(?<![:\\w])holysheep_\\w+(?!\\w|:)")
            .matcher(Files.readString(Path.of("../alerts/holysheep.rules.yml")));
    while (name.find()) {
      if (api.query("{__name__=\"" + name.group() + "\"}").at("/data/result").isEmpty()) {
        missing.add(name.group());
      }
    }
    // A native histogram has the bare name, and Prometheus stores it only if it is configured to.
    // The sample service has no ledger and few names. Its gateway answers with the requested model
    // and ends its streams, and each of its models has a price.
    missing.removeAll(
        Set.of(
            "holysheep_request_duration_seconds",
            "holysheep_time_to_first_token_seconds",
            "holysheep_incomplete_streams_total",
            "holysheep_label_overflow_total",
            "holysheep_ledger_records_total",
            "holysheep_model_substitutions_total",
            "holysheep_unpriced_requests_total",
            "holysheep_usage_missing_total",
            "holysheep_waste_millicents_total"));
    assertThat(missing).isEmpty();
  }

  @Test
  void prometheusEvaluatesTheRulesWithoutAnError() throws Exception {
    JsonNode groups = api.path("rules").at("/data/groups");
    List<String> health = new ArrayList<>();
    groups.forEach(
        group -> group.get("rules").forEach(rule -> health.add(rule.get("health").asText())));

    assertThat(health).hasSize(93 + 2).doesNotContain("err");
  }

  static String substituted(String promql) {
    return promql
        .replace("$job", ".*")
        .replace("$instance", ".*")
        .replace("$model", ".*")
        .replace("$__rate_interval", "1m")
        .replace("$__range_s", "3600")
        .replace("$__range", "1h");
  }
}
