package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import ai.holysheep.sample.gateway.Served;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.util.DoubleComparator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ledger, labels and exemplars name who paid for each attempt, as the gateway received it. */
class OwnersTest {
  private static final String SECRET = "a secret of the fleet";
  private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0";
  private static final String PROTOBUF =
      "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily;"
          + " encoding=delimited";
  private static final int ATTEMPTS = 16;

  @TempDir Path folder;

  private final FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 5);
  private Path ledger;
  private Path prices;

  @BeforeEach
  void write() throws IOException {
    ledger = Files.createDirectory(folder.resolve("ledger"));
    Files.writeString(folder.resolve("secret"), SECRET + "\n");
    prices = folder.resolve("prices.json");
    Files.writeString(
        prices,
        "{\"currency\":\"USD\",\"models\":{"
            + "\"jdk\":{\"input\":3,\"output\":7},"
            + "\"okhttp\":{\"input\":0.3,\"output\":0.7},"
            + "\"default\":{\"input\":1,\"output\":2}}}");
  }

  @AfterEach
  void stop() throws IOException {
    gateway.close();
  }

  private ForkedJvm start(String options) {
    return OwnersRun.start(gateway.url(), "metrics.port=0,ledger.dir=" + ledger + options);
  }

  private String attribution() {
    return ",log.level=debug,attribution.headers=X-Team,attribution.api-key=true"
        + ",attribution.user=true,attribution.requests=true"
        + ",attribution.secret-file="
        + folder.resolve("secret");
  }

  private static String fingerprint(String key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] code = mac.doFinal(key.getBytes(StandardCharsets.UTF_8));
      return String.format("%02x%02x%02x%02x", code[0], code[1], code[2], code[3]);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the gateway received. */
  private static String received(Served request) {
    String key = OwnersRun.field(request, "Authorization").replace("Bearer ", "");
    return String.join(
        " ",
        request.model,
        String.valueOf(request.status),
        OwnersRun.field(request, "traceparent").substring(3, 35),
        OwnersRun.field(request, "X-Team"),
        "user-" + request.model,
        fingerprint(key));
  }

  private static String written(JsonNode call) {
    return String.join(
        " ",
        call.get("model").asText(),
        call.get("status_code").asText(),
        call.get("trace_id").asText(),
        call.get("headers").path("X-Team").asText("null"),
        call.get("user").asText(),
        call.get("api_key").asText());
  }

  @Test
  void eachAttemptOfEachClientHasTheOwnerThatTheGatewayReceived() throws IOException {
    try (ForkedJvm jvm = start(attribution() + ",metrics.constant-labels=env=test")) {
      jvm.awaitLine("DONE");
      jvm.scrapeWhenIdle();
      assertThat(jvm.finish()).isZero();
    }
    List<JsonNode> calls = LedgerFiles.read(ledger, "").calls;

    assertThat(calls)
        .hasSize(ATTEMPTS)
        .extracting(OwnersTest::written)
        .containsExactlyInAnyOrderElementsOf(
            gateway.log().stream().map(OwnersTest::received).collect(Collectors.toList()));
    assertThat(calls)
        .allSatisfy(
            call -> {
              assertThat(call.get("service").asText())
                  .isEqualTo("ai.holysheep.agent.tests.program.Owners");
              assertThat(call.get("labels").toString()).isEqualTo("{\"env\":\"test\"}");
              assertThat(call.get("host").asText()).isNotEmpty();
              assertThat(call.get("request_fingerprint").asText()).matches("[0-9a-f]{16}");
            });
  }

  @Test
  void theSumOverOwnersIsTheTotalForEveryLabel() throws Exception {
    String options = attribution() + ",pricing.file=" + prices;
    try (ForkedJvm jvm = start(options + ",metrics.labels=x_team;api_key;user;entry")) {
      jvm.awaitLine("DONE");
      jvm.scrapeWhenIdle();
      String metrics = scrape(jvm.metricsUrl(), "text/plain");
      assertThat(jvm.finish()).isZero();
      List<JsonNode> calls = LedgerFiles.read(ledger, "").calls;

      Map<String, Double> attempts = sums(metrics, "holysheep_requests_total", "x_team");
      assertThat(attempts.values().stream().mapToDouble(count -> count).sum()).isEqualTo(ATTEMPTS);
      assertSums(metrics, calls, "x_team", call -> call.get("headers").path("X-Team"));
      assertSums(metrics, calls, "api_key", call -> call.get("api_key"));
      assertSums(metrics, calls, "user", call -> call.get("user"));
    }
  }

  /** Millicents by one label, in the counters and in the ledger. */
  private static void assertSums(
      String metrics, List<JsonNode> calls, String label, Function<JsonNode, JsonNode> owner) {
    Map<String, BigDecimal> ofLedger = new TreeMap<>();
    for (JsonNode call : calls) {
      if (call.get("total_cost").isNumber()) {
        JsonNode name = owner.apply(call);
        ofLedger.merge(
            name.isTextual() ? name.asText() : "unknown",
            call.get("total_cost").decimalValue().movePointRight(5),
            BigDecimal::add);
      }
    }
    Map<String, Double> expected = new TreeMap<>();
    ofLedger.forEach((name, millicents) -> expected.put(name, millicents.doubleValue()));

    assertThat(expected).isNotEmpty();
    assertThat(sums(metrics, "holysheep_cost_millicents_total", label))
        .usingRecursiveComparison()
        .withComparatorForType(new DoubleComparator(1e-9), Double.class)
        .isEqualTo(expected);
  }

  private static Map<String, Double> sums(String metrics, String name, String label) {
    Map<String, Double> sums = new TreeMap<>();
    for (String line : metrics.split("\n")) {
      if (line.startsWith(name + "{")) {
        String value = line.replaceFirst(".*[{,]" + label + "=\"([^\"]*)\".*", "$1");
        sums.merge(value, Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)), Double::sum);
      }
    }
    return sums;
  }

  @Test
  void onlyWhatTheOptionsNameIsWrittenAnywhere() throws Exception {
    try (ForkedJvm jvm = start(attribution() + ",metrics.labels=x_team;api_key")) {
      jvm.awaitLine("DONE");
      jvm.scrapeWhenIdle();
      String openMetrics = scrape(jvm.metricsUrl(), OPEN_METRICS);
      assertThat(scrape(jvm.metricsUrl(), PROTOBUF)).contains("request_duration", "trace_id");
      assertThat(scrape(jvm.metricsUrl(), "text/plain")).doesNotContain("trace_id");
      assertThat(jvm.finish()).isZero();
      String all = openMetrics + jvm.err() + ledgerText();

      assertThat(all).contains("team-okhttp", fingerprint("sk-okhttp"), "# {span_id=\"");
      assertThat(all).doesNotContain("sk-", "MARKED", "region=eu", SECRET);
    }
  }

  @Test
  void withoutOptionsNothingOfWhoPaysIsWrittenAnywhere() throws Exception {
    try (ForkedJvm jvm = start(",log.level=debug")) {
      jvm.awaitLine("DONE");
      jvm.scrapeWhenIdle();
      String openMetrics = scrape(jvm.metricsUrl(), OPEN_METRICS);
      assertThat(jvm.finish()).isZero();

      assertThat(openMetrics + jvm.err() + ledgerText())
          .contains("\"headers\":null,\"user\":null,\"api_key\":null,\"request_fingerprint\":null")
          .doesNotContain("sk-", "MARKED", "team-", "user-", fingerprint("sk-okhttp"));
    }
  }

  private String ledgerText() throws IOException {
    try (var files = Files.list(ledger)) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.collect(Collectors.toList())) {
        all.append(Files.readString(file));
      }
      return all.toString();
    }
  }

  private static String scrape(String url, String format) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).header("Accept", format).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }
}
