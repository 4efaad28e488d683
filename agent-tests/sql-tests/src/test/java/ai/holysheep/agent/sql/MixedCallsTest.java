package ai.holysheep.agent.sql;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.tests.Exposition;
import ai.holysheep.agent.tests.ForkedJvm;
import ai.holysheep.agent.tests.Jdks;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two JVMs make calls of every kind: all sums are equal to the last digit, and hold no secret. */
class MixedCallsTest {
  private static final int THREADS = 40;

  /** Of each JVM; 50,000 give 10^5 calls. */
  private static final int CALLS = Integer.getInteger("mixed.calls", 5_000);

  private static final String[] COSTS = {
    "holysheep_cost_millicents_total",
    "holysheep_cost_details_millicents_total",
    "holysheep_waste_millicents_total",
    "holysheep_reported_cost_millicents_total",
    "holysheep_compared_cost_millicents_total",
    "holysheep_compared_reported_cost_millicents_total",
    "holysheep_tokens_total",
    "holysheep_retries_total"
  };

  /** What the calls have in keys, queries, prompts, answers, messages and other headers. */
  private static final List<String> SECRETS = List.of("MARKED", "sk-", "Bearer", "wrong key");

  private static final List<String> OWNERS =
      List.of("team-search", "team-chat", "team \\\"b", "tenant-4", "user-1");

  private static final String[] FORMATS = {
    "text/plain",
    "application/openmetrics-text; version=1.0.0",
    "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited"
  };

  private static final String PRICES =
      """
      {"currency":"USD","models":{
      "gpt-big":{"input":1.25,"output":10,"cached_input":0.125,"reasoning":11,"request":0.0001,
        "tiers":[{"above":128000,"input":2.5,"output":15,"cached_input":0.25},
          {"above":272000,"input":3.33333333,"output":20}],
        "service_tiers":{"flex":{"input":0.625,"output":5},"priority":{"input":2.5,"output":20},
          "batch":{"input":0.6,"output":5}}},
      "claude-x":{"input":3,"output":15,"cached_input":0.3,"cache_write":3.75,
        "cache_write_1h":6,"web_search":0.01,"tiers":[{"above":200000,"input":6,"output":22.5}],
        "service_tiers":{"batch":{"input":1.5,"output":7.5}}},
      "gpt-audio":{"input":2.5,"output":10,"audio_input":40,"audio_output":80,
        "cached_input":1.25,"cached_audio":2.5,"image_input":5},
      "cheap":{"input":0.0000001,"output":0.00000037},
      "default":{"input":8,"output":8.1}}}
      """;

  @TempDir Path folder;
  private Path ledger;

  @BeforeEach
  void write() throws IOException {
    ledger = Files.createDirectory(folder.resolve("ledger"));
    Files.writeString(folder.resolve("prices.json"), PRICES);
    Files.writeString(folder.resolve("secret"), "MARKED-SECRET");
  }

  private ForkedJvm start(MixedGateway gateway, int calls, String options) {
    String all =
        "hosts=127.0.0.1,metrics.port=0,log.level=debug,ledger.queue=100000,ledger.dir="
            + ledger
            + ",pricing.file="
            + folder.resolve("prices.json")
            + options;
    String classPath =
        "../target/classes" + File.pathSeparator + "../../sample-app/target/sample-app.jar";
    return ForkedJvm.start(
        Jdks.running(),
        List.of(
            ForkedJvm.agent(all),
            "-cp",
            classPath,
            "ai.holysheep.agent.tests.program.MixedCalls",
            gateway.url(),
            "" + THREADS,
            "" + calls / THREADS));
  }

  private String attribution() {
    return ",attribution.headers=X-Team;X-Tenant,attribution.api-key=true,attribution.user=true"
        + ",attribution.requests=true,attribution.secret-file="
        + folder.resolve("secret")
        + ",metrics.constant-labels=team=shop,metrics.labels=x_team;x_tenant;api_key;user;entry";
  }

  @Test
  void ledgerCountersPartsReportAndEnginesAgree() throws Exception {
    Written written = new Written(SECRETS, OWNERS);
    LedgerSums sums = new LedgerSums();
    try (MixedGateway gateway = new MixedGateway();
        ForkedJvm first = start(gateway, CALLS, attribution());
        ForkedJvm second = start(gateway, CALLS, attribution())) {
      for (ForkedJvm jvm : List.of(first, second)) {
        jvm.awaitLine("DONE");
        Exposition metrics = jvm.scrapeWhenIdle();
        addScrapes(written, jvm);
        assertThat(jvm.finish()).isZero();
        jvm.err().forEach(written::add);
        assertThat(metrics.sum("holysheep_agent_errors_total")).isZero();
        assertThat(metrics.sum("holysheep_label_overflow_total")).isZero();
        compare(metrics, jvm.pid(), sums);
      }
    }
    compareReportAndEngines(sums);
    addFilesAndReports(written);

    assertThat(written.leaks).isEmpty();
    assertThat(written.named).containsAll(OWNERS);
  }

  private void compare(Exposition metrics, long pid, LedgerSums both) throws IOException {
    LedgerSums own = new LedgerSums();
    for (Path file : ledgerFiles()) {
      if (file.toString().contains("." + pid + ".")) {
        own.add(file);
        both.add(file);
      }
    }
    for (String name : COSTS) {
      Map<String, Double> expected = new TreeMap<>();
      own.series.forEach(
          (series, sum) -> {
            if (series.startsWith(name + "{")) {
              expected.put(series.substring(name.length()), sum.doubleValue());
            }
          });
      assertThat(expected).as(name).isNotEmpty();
      assertThat(withoutConstant(metrics.all(name))).as(name).isEqualTo(expected);
    }
    assertThat(own.sum("holysheep_cost_details_millicents_total"))
        .isEqualByComparingTo(own.sum("holysheep_cost_millicents_total"));
    String all = own.series.keySet().toString();
    for (String reason : List.of("cancelled", "timeout", "truncated", "duplicate")) {
      assertThat(all).contains("reason=\"" + reason + "\"");
    }
    for (int i = 0; i < Row.PARTS.length - 1; i++) {
      assertThat(all).contains(Row.PARTS[i].replace("cost_", "part=\"") + "\"");
    }
  }

  /** Series that are 0 have no line in the ledger. */
  private static Map<String, Double> withoutConstant(Map<String, Double> series) {
    Map<String, Double> found = new TreeMap<>();
    series.forEach(
        (labels, value) -> {
          if (value != 0) {
            found.put(labels.replaceFirst(",?team=\"shop\"", "").replace("{,", "{"), value);
          }
        });
    return found;
  }

  private void compareReportAndEngines(LedgerSums sums) throws Exception {
    Map<String, Row> report = ReportRun.allKeys(ledger);
    Row total = report.get("total total");
    assertThat(total.calls).isGreaterThan(2L * CALLS);
    assertThat(total.cost.movePointRight(5))
        .isEqualByComparingTo(sums.sum("holysheep_cost_millicents_total"));
    assertThat(BigDecimal.valueOf(total.inputTokens + total.outputTokens))
        .isEqualByComparingTo(sums.sum("holysheep_tokens_total"));
    Map<String, BigDecimal> byKey = new TreeMap<>();
    report.forEach(
        (name, row) -> byKey.merge(name.replaceFirst(" .*", ""), row.cost, BigDecimal::add));
    assertThat(byKey)
        .hasSizeGreaterThan(20)
        .allSatisfy((key, sum) -> assertThat(sum).as(key).isEqualByComparingTo(total.cost));
    sums.costs.forEach(
        (name, cost) -> assertThat(report.get(name).cost).as(name).isEqualByComparingTo(cost));
    SqlTest.compare(report, new DuckDb().report(ledger + "/*.jsonl*"));
    SqlTest.compare(report, Spark.report(ledger + "/*.jsonl*"));
    assertThat(ReportRun.repricedCost(ledger, folder.resolve("prices.json")))
        .isEqualByComparingTo(total.cost);
    assertThat(ReportRun.billedCost(ledger)).isEqualByComparingTo(total.cost);
  }

  private static void addScrapes(Written written, ForkedJvm jvm)
      throws IOException, InterruptedException {
    for (String format : FORMATS) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(jvm.metricsUrl())).header("Accept", format).build();
      written.add(
          HttpClient.newHttpClient()
              .send(request, BodyHandlers.ofString(StandardCharsets.ISO_8859_1))
              .body());
    }
  }

  /** The reports in every format, and those that show single calls. */
  private void addFilesAndReports(Written written) throws IOException, InterruptedException {
    for (String format : List.of("text", "json", "csv", "html", "focus")) {
      written.add(text("--format", format));
      if (!format.equals("focus")) {
        written.add(text("--calls", "--errors", "--format", format));
        written.add(text("--waste", "--format", format));
        written.add(text("--by", "header:X-Team,api_key", "--format", format));
      }
    }
    for (Path file : ledgerFiles()) {
      try (Stream<String> lines = Files.lines(file)) {
        lines.forEach(written::add);
      }
    }
  }

  private String text(String... options) throws IOException, InterruptedException {
    return new String(ReportRun.run(ledger, options), StandardCharsets.UTF_8);
  }

  private List<Path> ledgerFiles() throws IOException {
    try (Stream<Path> files = Files.list(ledger)) {
      return files.collect(Collectors.toList());
    }
  }

  @Test
  void withoutTheOptionsNobodyIsNamed() throws Exception {
    List<String> secrets = new ArrayList<>(SECRETS);
    secrets.addAll(OWNERS);
    Written written = new Written(secrets, List.of("MixedCalls$Faq.run"));
    try (MixedGateway gateway = new MixedGateway();
        ForkedJvm jvm = start(gateway, 2000, ",metrics.labels=entry")) {
      jvm.awaitLine("DONE");
      jvm.scrapeWhenIdle();
      addScrapes(written, jvm);
      assertThat(jvm.finish()).isZero();
      jvm.err().forEach(written::add);
    }
    addFilesAndReports(written);

    assertThat(written.leaks).isEmpty();
    assertThat(written.named).isNotEmpty();
  }
}
