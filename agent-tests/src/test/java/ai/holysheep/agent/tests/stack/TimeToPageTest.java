package ai.holysheep.agent.tests.stack;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.holysheep.agent.tests.ForkedJvm;
import ai.holysheep.agent.tests.Jdks;
import ai.holysheep.agent.tests.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.junit.jupiter.Testcontainers;

/**
 * The time from the first 429 of the sample service to the webhook's POST, through a real
 * Prometheus and Alertmanager with the files of {@code alerts/}. Each run is the first burst of
 * another service or model, at a random moment between two scrapes.
 */
@Execution(ExecutionMode.CONCURRENT)
@Testcontainers(disabledWithoutDocker = true)
class TimeToPageTest {
  private static final List<String> MODELS =
      List.of("deepseek-v3.2", "gpt-4.1", "gemini-2.5-flash", "claude-sonnet-4-5");

  private final Random random = new Random();

  /** The limit allows for a machine with other work. */
  @Tag("matrix")
  @Test
  void aBurstIsPagedForWithinHalfAMinute() throws Exception {
    double[] seconds = measured(5, 1);

    assertThat(seconds[seconds.length / 2]).as(summary(seconds)).isLessThan(30);
  }

  @Tag("benchmark")
  @Test
  void twentyBurstsAtFiveSecondsTakeLessThanTwelveAtMost() throws Exception {
    double[] seconds = measured(5, 5);

    System.out.println("5 s: " + summary(seconds));
    assertThat(Arrays.stream(seconds).max().orElseThrow()).isLessThan(12);
  }

  @Tag("benchmark")
  @Test
  void twentyBurstsAtFifteenSecondsTakeLessThanThirtyOnAverage() throws Exception {
    double[] seconds = measured(15, 5);

    System.out.println("15 s: " + summary(seconds));
    assertThat(Arrays.stream(seconds).average().orElseThrow()).isLessThan(30);
  }

  private static String summary(double[] sorted) {
    return String.format(
        Locale.ROOT,
        "%d runs, mean %.1f s, median %.1f s, worst %.1f s",
        sorted.length,
        Arrays.stream(sorted).average().orElseThrow(),
        sorted[sorted.length / 2],
        sorted[sorted.length - 1]);
  }

  /** The seconds until the page, sorted: one burst of each model of each service. */
  private double[] measured(int scrapeSeconds, int services) throws Exception {
    List<ForkedJvm> jvms = new ArrayList<>();
    List<MoodyGateway> gateways = new ArrayList<>();
    try (Pager pager = new Pager()) {
      for (int i = 0; i < services; i++) {
        gateways.add(new MoodyGateway());
        jvms.add(service(gateways.get(i).url()));
      }
      int port = Ports.free();
      int prometheusPort = Ports.free();
      try (GenericContainer<?> alertmanager = alertmanager(port, pager.url());
          GenericContainer<?> prometheus =
              PrometheusImage.serving(prometheusPort, config(scrapeSeconds, port, jvms))) {
        alertmanager.start();
        prometheus.start();
        // The rule compares with the series of a minute ago, so wait until they exist.
        PrometheusApi api = new PrometheusApi(prometheusPort);
        await()
            .atMost(Duration.ofMinutes(3))
            .until(() -> api.value("count(up{job=~\"service.*\"} offset 1m == 1)") == services);
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < services; i++) {
          for (String model : MODELS) {
            // The pause chooses the moment between two scrapes.
            MILLISECONDS.sleep(1000 + random.nextInt(scrapeSeconds * 1000));
            long first = gateways.get(i).refuse(model).get(20, SECONDS);
            long page = pager.page("service-" + i, model).get(90, SECONDS);
            gateways.get(i).refuse("none");
            seconds.add((page - first) / 1e9);
          }
        }
        return seconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      }
    } finally {
      jvms.forEach(ForkedJvm::close);
      gateways.forEach(MoodyGateway::close);
    }
  }

  private static ForkedJvm service(String gateway) {
    return ForkedJvm.start(
        Jdks.running(),
        List.of(
            ForkedJvm.watching(),
            "-jar",
            "../sample-app/target/sample-app.jar",
            "--gateway",
            gateway,
            "--rate",
            "20"),
        Map.of("HOLYSHEEP_API_KEY", "none"));
  }

  private static GenericContainer<?> alertmanager(int port, String pager) throws IOException {
    String config =
        Files.readString(Path.of("../alerts/alertmanager.yml"))
            .replace("http://localhost:8080", pager);
    return PrometheusImage.container(
            PrometheusImage.alertmanager(),
            "AM=$(command -v alertmanager || command -v prometheus-alertmanager);"
                + " exec $AM --config.file=/alerts/test.yml --storage.path=/tmp/alertmanager"
                + " --cluster.listen-address= --web.listen-address=127.0.0.1:"
                + port)
        .withCopyToContainer(Transferable.of(config), "/alerts/test.yml")
        .waitingFor(Wait.forLogMessage(".*Listening on.*", 1));
  }

  private static String config(int scrapeSeconds, int alertmanagerPort, List<ForkedJvm> jvms) {
    StringBuilder yaml =
        new StringBuilder()
            .append("global: {scrape_interval: ")
            .append(scrapeSeconds)
            .append("s, evaluation_interval: 15s}\nrule_files: [holysheep.rules.yml]\n")
            .append("alerting: {alertmanagers: [{static_configs: [{targets: ['127.0.0.1:")
            .append(alertmanagerPort)
            .append("']}]}]}\nscrape_configs:\n");
    for (int i = 0; i < jvms.size(); i++) {
      yaml.append("  - job_name: service-")
          .append(i)
          .append("\n    static_configs: [{targets: ['")
          .append(URI.create(jvms.get(i).metricsUrl()).getAuthority())
          .append("']}]\n");
    }
    return yaml.toString();
  }
}
