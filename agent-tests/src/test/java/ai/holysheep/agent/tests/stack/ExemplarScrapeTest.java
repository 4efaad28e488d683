package ai.holysheep.agent.tests.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.holysheep.agent.tests.ForkedJvm;
import ai.holysheep.agent.tests.OwnersRun;
import ai.holysheep.agent.tests.Ports;
import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import ai.holysheep.sample.gateway.Served;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Testcontainers;

/** A real Prometheus stores the traces of calls as exemplars, those that the gateway received. */
@Tag("matrix")
@Execution(ExecutionMode.CONCURRENT)
@Testcontainers(disabledWithoutDocker = true)
class ExemplarScrapeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void theTraceOnTheWireIsTheExemplarOfAnErrorAndOfADuration() throws Exception {
    int port = Ports.free();
    PrometheusApi api = new PrometheusApi(port);
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 5);
        ForkedJvm service = OwnersRun.start(gateway.url(), "metrics.port=0");
        GenericContainer<?> prometheus =
            PrometheusImage.serving(port, config(service), "--enable-feature=exemplar-storage")) {
      service.awaitLine("DONE");
      service.scrapeWhenIdle();
      Map<String, Set<String>> refused = traces(gateway, request -> request.status == 429);
      prometheus.start();

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(exemplars(api, "holysheep_requests_total{status_code=\"429\"}"))
                      .isEqualTo(refused));
      Map<String, Set<String>> timed = exemplars(api, "holysheep_request_duration_seconds_bucket");
      Map<String, Set<String>> sent = traces(gateway, request -> true);
      assertThat(timed).hasSameSizeAs(sent);
      assertThat(timed)
          .allSatisfy((model, traces) -> assertThat(sent.get(model)).containsAll(traces));
    }
  }

  private static String config(ForkedJvm service) {
    return "global: {scrape_interval: 1s, scrape_protocols: [OpenMetricsText1.0.0]}\n"
        + "scrape_configs:\n  - job_name: owners\n    static_configs: [{targets: ['"
        + URI.create(service.metricsUrl()).getAuthority()
        + "']}]\n";
  }

  /** By model, the traces of the requests as they arrived. */
  private static Map<String, Set<String>> traces(FakeGateway gateway, Predicate<Served> chosen) {
    Map<String, Set<String>> traces = new TreeMap<>();
    for (Served request : gateway.log()) {
      if (chosen.test(request)) {
        traces
            .computeIfAbsent(request.model, model -> new TreeSet<>())
            .add(OwnersRun.field(request, "traceparent").substring(3, 35));
      }
    }
    return traces;
  }

  private static Map<String, Set<String>> exemplars(PrometheusApi api, String promql)
      throws IOException, InterruptedException {
    Map<String, Set<String>> traces = new TreeMap<>();
    for (JsonNode series : api.exemplars(promql).get("data")) {
      for (JsonNode exemplar : series.get("exemplars")) {
        traces
            .computeIfAbsent(series.at("/seriesLabels/model").asText(), model -> new TreeSet<>())
            .add(exemplar.at("/labels/trace_id").asText());
      }
    }
    return traces;
  }
}
