package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A gateway that answers with absurd figures, statuses and names. Metrics, ledger and report stay
 * exact, bounded and equal.
 */
class HostileGatewayTest {
  private static final long TRILLION = 1_000_000_000_000L;
  private static final int TIMES = 25;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  @TempDir Path folder;

  private final CannedServer server = new CannedServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private ForkedJvm start(String client, String program, List<String> more) {
    List<String> arguments = new ArrayList<>();
    arguments.add(
        ForkedJvm.agent("hosts=127.0.0.1,metrics.port=0,ledger.queue=100000,ledger.dir=" + folder));
    arguments.addAll(
        List.of("-cp", ForkedJvm.classPath(client), "ai.holysheep.agent.tests.program." + program));
    arguments.add(server.url());
    arguments.addAll(more);
    return ForkedJvm.start(Jdks.running(), arguments).awaitLine("DONE");
  }

  /** What a scraper gets in each format. */
  private static void assertEveryFormatIsServed(ForkedJvm jvm) throws Exception {
    for (String format :
        List.of(
            "text/plain",
            "application/openmetrics-text; version=1.0.0",
            "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily;"
                + " encoding=delimited")) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(jvm.metricsUrl())).header("Accept", format).build();
      HttpResponse<byte[]> response =
          HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());

      assertThat(response.statusCode()).as(format).isEqualTo(200);
      if (!format.contains("protobuf")) {
        String text =
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(response.body())).toString();
        assertThat(text.lines().map(line -> line.replaceFirst(" \\S+$", "")))
            .as("each series once")
            .doesNotHaveDuplicates();
      }
    }
  }

  private void respondWithAbsurdFigures() {
    String header = "X-Usage-Output-Tokens: " + TRILLION;
    server.respond(
        "gpt-4.1",
        out ->
            CannedServer.writeHead(
                out, 200, header, "X-Cost-Millicents: 922337203685.4775807", "Content-Length: 0"));
    // Its cost does not fit into a long, nor does the header's.
    server.respond(
        "gpt-5",
        out ->
            CannedServer.writeHead(
                out,
                200,
                header,
                "X-Usage-Input-Tokens: " + TRILLION,
                "X-Cost-Millicents: 922337203686",
                "X-Response-Time-Ms: " + TRILLION,
                "Content-Length: 0"));
    server.respond(
        "gemini-2.5-flash",
        200,
        "{\"usageMetadata\":{\"promptTokenCount\":3,\"candidatesTokenCount\":" + TRILLION + "}}");
  }

  @Test
  void absurdTokensAndCostsAreExactInMetricsLedgerAndReport() throws Exception {
    respondWithAbsurdFigures();
    List<String> models = new ArrayList<>();
    for (String model : List.of("gpt-4.1", "gpt-5", "gemini-2.5-flash")) {
      models.addAll(Collections.nCopies(TIMES, model));
    }
    try (ForkedJvm jvm = start("", "Posts", models)) {
      Exposition metrics = jvm.scrapeWhenIdle();
      assertEveryFormatIsServed(jvm);
      assertThat(jvm.finish()).isZero();
      LedgerFiles ledger = LedgerFiles.read(folder, "");

      assertThat(ledger.calls).hasSize(3 * TIMES);
      assertThat(ledger.outcomes()).isEqualTo(metrics.counts("holysheep_requests_total"));
      assertThat(metrics.value("holysheep_ignored_values_total", "source=\"price\""))
          .isEqualTo(TIMES);
      assertThat(metrics.value("holysheep_ignored_values_total", "source=\"header\""))
          .isEqualTo(TIMES);
      assertThat(metrics.sum("holysheep_agent_errors_total")).isZero();
      assertSums(metrics, ledger);
      assertReport(ledger);
    }
  }

  private static void assertSums(Exposition metrics, LedgerFiles ledger) {
    assertThat(tokens(metrics, "input"))
        .isEqualTo(TIMES * (TRILLION + 3))
        .isEqualTo(ledger.sum("input_tokens").longValueExact());
    assertThat(tokens(metrics, "output"))
        .isEqualTo(TIMES * 3 * TRILLION)
        .isEqualTo(ledger.sum("output_tokens").longValueExact());
    BigDecimal millicents = ledger.sum("total_cost").movePointRight(5);
    assertThat(millicents).isGreaterThan(new BigDecimal(Long.MAX_VALUE).movePointLeft(7));
    assertThat(metrics.sum("holysheep_cost_millicents_total")).isEqualTo(millicents.doubleValue());
    BigDecimal reported = ledger.sum("reported_cost_millicents");
    assertThat(reported).isEqualByComparingTo(new BigDecimal("23058430092136.9395175"));
    assertThat(metrics.sum("holysheep_reported_cost_millicents_total"))
        .isEqualTo(reported.doubleValue());
  }

  private static long tokens(Exposition metrics, String type) {
    return metrics.counts("holysheep_tokens_total").entrySet().stream()
        .filter(series -> series.getKey().contains("token_type=\"" + type + "\""))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private void assertReport(LedgerFiles ledger) throws Exception {
    List<String> command =
        List.of(
            "-jar",
            ForkedJvm.AGENT.toString(),
            "report",
            "--dir",
            folder.toString(),
            "--format",
            "json");
    try (ForkedJvm report = ForkedJvm.start(Jdks.running(), command)) {
      assertThat(report.exitCode()).isZero();
      JsonNode document = JSON.readTree(String.join("\n", report.out()));
      assertThat(document.findValue("total_cost").decimalValue())
          .isEqualByComparingTo(ledger.sum("total_cost"));
      Map<String, BigDecimal> sums = new HashMap<>();
      for (String key : List.of("calls", "input_tokens", "output_tokens")) {
        for (JsonNode value : document.findValues(key)) {
          sums.merge(key, value.decimalValue(), BigDecimal::add);
        }
      }
      assertThat(sums.get("input_tokens")).isEqualByComparingTo(ledger.sum("input_tokens"));
      assertThat(sums.get("output_tokens")).isEqualByComparingTo(ledger.sum("output_tokens"));
    }
  }

  /** Both clients accept any number. The ledger has them all, the label has few. */
  @ParameterizedTest
  @ValueSource(strings = {"urlconnection", "apache4"})
  void thousandsOfStatusesAreFewSeriesAndAllInTheLedger(String client) throws Exception {
    int first = 590;
    int last = 2_589;
    for (int status = first; status <= last; status++) {
      server.respond(String.valueOf(status), status, "{}");
    }
    List<String> range = List.of(client, String.valueOf(first), String.valueOf(last));
    try (ForkedJvm jvm = start("apache-4.5.14", "HostileCalls", range)) {
      Exposition metrics = jvm.scrapeWhenIdle();
      assertEveryFormatIsServed(jvm);
      assertThat(jvm.finish()).isZero();

      Map<String, Long> statuses = metrics.counts("holysheep_requests_total");
      assertThat(statuses).hasSize(23);
      assertThat(statuses.keySet())
          .filteredOn(labels -> labels.matches(".*=\"(598|599|other)\".*"))
          .hasSize(3);
      assertThat(statuses.values().stream().mapToLong(n -> n).sum()).isEqualTo(1_990);
      assertThat(LedgerFiles.read(folder, "").outcomes()).hasSize(1_990);
      assertThat(metrics.sum("holysheep_agent_errors_total")).isZero();
    }
  }

  @Test
  void namesThatAreNoWellFormedTextAreGoodAndDistinctSeries() throws Exception {
    server.respond(CannedServer.ANY_PATH, 200, "{}");
    try (ForkedJvm jvm = start("apache-4.5.14", "HostileCalls", List.of("names"))) {
      Exposition metrics = jvm.scrapeWhenIdle();
      assertEveryFormatIsServed(jvm);
      assertThat(jvm.finish()).isZero();

      String labels = "{error_type=\"none\",model=\"%s\",status_code=\"200\"}";
      assertThat(metrics.counts("holysheep_requests_total"))
          .isEqualTo(
              Map.of(
                  labels.formatted("\uFFFD"), 2L,
                  labels.formatted("x".repeat(127)), 2L))
          .isEqualTo(LedgerFiles.read(folder, "").outcomes());
    }
  }
}
