package ai.holysheep.agent.tests.stack;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.holysheep.agent.tests.ForkedJvm;
import ai.holysheep.agent.tests.Jdks;
import ai.holysheep.agent.tests.Ports;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Testcontainers;

/**
 * The metrics of a thousand JVMs, scraped every 15 s by one real Prometheus with the rules of
 * {@code alerts/}, which writes the recordings to another one. Prints the table of
 * dashboards/README.md.
 */
@Tag("benchmark")
@Testcontainers(disabledWithoutDocker = true)
class FleetTest {
  private static final int TARGETS = 1000;
  private static final int SERVICES = 50;
  private static final int MINUTES = Integer.getInteger("fleet.minutes", 8);
  private static final int STEP_SECONDS = 15;

  @Test
  void oneOrdinaryPrometheusHasRoomForAThousandJvms() throws Exception {
    String exposition = exposition();
    int port = Ports.free();
    int farPort = Ports.free();
    try (Fleet fleet = new Fleet(exposition);
        GenericContainer<?> far =
            PrometheusImage.serving(farPort, "{}", "--web.enable-remote-write-receiver");
        GenericContainer<?> near =
            PrometheusImage.serving(port, config(fleet.port(), port, farPort))) {
      far.start();
      near.start();
      PrometheusApi api = new PrometheusApi(port);
      // The load is constant after some minutes. A longer run does not change the numbers.
      SECONDS.sleep(60L * MINUTES);

      System.out.println("| measured | value |");
      System.out.println("|---|---|");
      row("bytes a scrape", exposition.length());
      row("series a JVM", api.value("avg(scrape_samples_scraped{job=~\"shop.*\"})"));
      row("series in all", api.value("prometheus_tsdb_head_series"));
      row("samples a second", api.value("rate(prometheus_tsdb_head_samples_appended_total[2m])"));
      row("memory, MB", api.value("process_resident_memory_bytes{job=\"prometheus\"} / 1e6"));
      row("CPU, cores", api.value("rate(process_cpu_seconds_total{job=\"prometheus\"}[2m])"));
      row("a scrape, ms", api.value("1000 * avg(scrape_duration_seconds{job=~\"shop.*\"})"));
      row("all rules, ms", api.value("1000 * sum(prometheus_rule_group_last_duration_seconds)"));
      dashboards(api);

      assertThat(api.value("count(up{job=~\"shop.*\"} == 1)")).isEqualTo(TARGETS);
      PrometheusApi farApi = new PrometheusApi(farPort);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  farApi.value("count(job:holysheep_calls:increase1m)")
                      == api.value("count(job:holysheep_calls:increase1m)"));
      assertThat(farApi.value("count(job:holysheep_calls:increase1m)")).isEqualTo(SERVICES);
    }
  }

  /** Queries all panels for the last half hour, one after the other, as a browser does. */
  private static void dashboards(PrometheusApi api) throws Exception {
    Map<String, double[]> millis = new TreeMap<>();
    for (Map.Entry<String, String> query : DashboardTest.queries().entrySet()) {
      if (query.getKey().contains(": variable ")) {
        // Grafana reads these labels' values from the index.
        continue;
      }
      long start = System.nanoTime();
      String status =
          api.range(PrometheusScrapeTest.substituted(query.getValue()), 1800, STEP_SECONDS)
              .get("status")
              .asText();
      double took = (System.nanoTime() - start) / 1e6;
      assertThat(status).as(query.getKey()).isEqualTo("success");
      String dashboard = query.getKey().replaceFirst(":.*", "");
      double[] sums = millis.computeIfAbsent(dashboard, any -> new double[2]);
      sums[0] += took;
      sums[1] = Math.max(sums[1], took);
      if (took > 500) {
        System.out.printf("slow: %.0f ms, %s%n", took, query);
      }
    }
    millis.forEach(
        (name, sums) -> {
          row(name + ", all panels, ms", sums[0]);
          row(name + ", slowest panel, ms", sums[1]);
        });
  }

  private static void row(String name, double value) {
    System.out.printf(value < 10 ? "| %s | %.2f |%n" : "| %s | %,.0f |%n", name, value);
  }

  /** The metrics of a service with four models and every kind of failure. */
  private static String exposition() throws Exception {
    try (ForkedJvm service =
        ForkedJvm.start(
            Jdks.running(),
            List.of(
                ForkedJvm.watching(),
                "-jar",
                "../sample-app/target/sample-app.jar",
                "--calls",
                "300",
                "--rate",
                "50",
                "--linger"))) {
      service.awaitLine("DONE");
      service.scrapeWhenIdle();
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create(service.metricsUrl())).build(),
              BodyHandlers.ofString())
          .body();
    }
  }

  private static String config(int fleetPort, int port, int farPort) {
    return "global: {scrape_interval: "
        + STEP_SECONDS
        + "s, evaluation_interval: 15s}\nrule_files: [holysheep.rules.yml]\n"
        + "remote_write:\n  - url: http://127.0.0.1:"
        + farPort
        + "/api/v1/write\n    write_relabel_configs:\n"
        // Recordings have a colon in their name.
        + "      - {source_labels: [__name__], regex: '.*:holysheep_.*', action: keep}\n"
        + "scrape_configs:\n  - job_name: prometheus\n    static_configs: [{targets: ['127.0.0.1:"
        + port
        + "']}]\n"
        + IntStream.range(0, SERVICES)
            .mapToObj(service -> job(service, fleetPort))
            .collect(Collectors.joining());
  }

  private static String job(int service, int fleetPort) {
    return "  - job_name: shop-"
        + service
        + "\n    static_configs:\n"
        + IntStream.range(0, TARGETS / SERVICES)
            .mapToObj(
                jvm ->
                    "      - {targets: ['127.0.0.1:"
                        + fleetPort
                        + "'], labels: {__metrics_path__: /"
                        + (service * TARGETS / SERVICES + jvm)
                        + ", instance: jvm-"
                        + jvm
                        + "}}\n")
            .collect(Collectors.joining());
  }
}
