package ai.holysheep.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.exchange.CallRecord;
import ai.holysheep.agent.ledger.Calls;
import ai.holysheep.agent.pricing.PriceTable;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final Map<String, String> GATEWAY_HEADERS =
      Map.of(
          "x-cost-millicents", "104.8",
          "x-response-time-ms", "12",
          "x-ratelimit-remaining", "7",
          "x-ratelimit-limit", "10");

  private static Metrics metrics(String options) {
    return new Metrics(
        Config.load("metrics.buckets=3600," + options),
        "1.2.3",
        () -> 2,
        () -> Map.of("okhttp", 3L));
  }

  private static void record(Metrics metrics, CallRecord call) {
    PriceTable prices = PriceTable.builtIn();
    metrics.record(call, call.cost(prices), call.isSubstituted(prices));
  }

  private static String exposition(Metrics metrics) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create()
        .write(out, metrics.registry().scrape(), EscapingScheme.DEFAULT);
    return out.toString(StandardCharsets.UTF_8);
  }

  /** The samples of some metrics, without comments. */
  private static String samples(Metrics metrics, String names) throws IOException {
    Pattern sample = Pattern.compile("holysheep_(" + names + ")[ {].*");
    return exposition(metrics)
        .lines()
        .filter(line -> sample.matcher(line).matches())
        .collect(Collectors.joining("\n"));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = MetricsTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void exposeACallWithNameHelpAndTypeOfEachMetric() throws IOException {
    Metrics metrics = metrics("");
    record(metrics, Calls.ok("gpt-4.1", "/v1/chat/completions", GATEWAY_HEADERS));

    String exposition =
        exposition(metrics)
            .replaceAll("(duration_seconds_sum\\{model=\"gpt-4.1\"}) [0-9.E-]+", "$1 SUM")
            .replaceAll("(start_time_seconds) [0-9.E]+", "$1 START")
            .replaceAll("((errors|values)_total\\{\\w+=\"\\w+\"}) [0-9.]+", "$1 COUNT")
            .replace(System.getProperty("java.version"), "JAVA");

    assertThat(exposition).isEqualTo(resource("one-call.txt"));
  }

  @Test
  void exposeNoSeriesBeforeItsFirstValue() throws IOException {
    assertThat(
            samples(
                metrics(""),
                "(?!agent_errors|agent_resting|agent_start_time|ignored_values|label_overflow).*"))
        .isEqualTo(
            """
            holysheep_active_requests 2.0
            holysheep_agent_info{java_version="JAVA",version="1.2.3"} 1
            holysheep_agent_enabled 1.0
            holysheep_agent_instrumented_classes{client="okhttp"} 3.0"""
                .replace("JAVA", System.getProperty("java.version")));
  }

  @Test
  void exposeWhenTheCountersWereZero() throws IOException {
    double before = System.currentTimeMillis() / 1e3;
    Metrics metrics = metrics("");
    double after = System.currentTimeMillis() / 1e3;

    String exposed = samples(metrics, "agent_start_time_seconds");
    assertThat(Double.parseDouble(exposed.replaceFirst(".* ", ""))).isBetween(before, after);
    assertThat(samples(metrics, "agent_start_time_seconds")).isEqualTo(exposed);
  }

  @Test
  void addTheExtraLabelsToRequestsTokensAndCostOnly() throws IOException {
    Metrics metrics = metrics("metrics.labels=client;endpoint;caller");
    record(metrics, Calls.ok("gpt-4.1", "/v1/chat", Map.of()));

    assertThat(samples(metrics, "requests_total|tokens_total|cost_millicents.*|request_.*_count"))
        .isEqualTo(
            """
            holysheep_cost_millicents_total{EXTRA,model="gpt-4.1"} 104.8
            holysheep_request_duration_seconds_count{model="gpt-4.1"} 1
            holysheep_requests_total{EXTRA,error_type="none",model="gpt-4.1",status_code="200"} 1.0
            holysheep_tokens_total{EXTRA,model="gpt-4.1",token_type="input"} 42.0
            holysheep_tokens_total{EXTRA,model="gpt-4.1",token_type="output"} 89.0"""
                .replace("EXTRA", "caller=\"unknown\",client=\"okhttp\",endpoint=\"/v1/chat\""));
  }

  @Test
  void giveModelsAfterTheMaximumOneSharedSeries() throws IOException {
    Metrics metrics = metrics("metrics.max-models=1");
    for (String model : new String[] {"first", "second", "third"}) {
      record(metrics, Calls.ok(model, "/v1", Map.of()));
    }

    assertThat(samples(metrics, "requests_total"))
        .isEqualTo(
            """
            holysheep_requests_total{error_type="none",model="first",status_code="200"} 1.0
            holysheep_requests_total{error_type="none",model="other",status_code="200"} 2.0""");
  }

  @Test
  void addTheConstantLabelsToEverySample() throws IOException {
    Metrics metrics = metrics("metrics.constant-labels=team=cs;env=prod");
    metrics.registerLedger(() -> 1, () -> 0);
    record(metrics, Calls.failed());

    assertThat(samples(metrics, ".*").lines())
        .isNotEmpty()
        .allMatch(sample -> sample.contains("env=\"prod\"") && sample.contains("team=\"cs\""));
  }

  @Test
  void countTheLedgersRecordsOnceItIsRegistered() throws IOException {
    Metrics metrics = metrics("");
    metrics.registerLedger(() -> 5, () -> 1);

    assertThat(samples(metrics, "ledger_records_total"))
        .isEqualTo(
            """
            holysheep_ledger_records_total{outcome="dropped"} 1.0
            holysheep_ledger_records_total{outcome="written"} 5.0""");
  }

  /** Every depth of the stack at which recording can be cut off. */
  @Test
  void recordsAndServesAfterStackOverflowsWhileItRecorded() throws IOException {
    Metrics metrics = metrics("metrics.labels=endpoint");
    CallRecord call = Calls.ok("gpt-4.1", "/v1", GATEWAY_HEADERS);
    recordUntilTheStackIsFull(metrics, call);
    double cutOff = requests(metrics);
    record(metrics, call);

    assertThat(cutOff).isPositive();
    assertThat(requests(metrics)).isEqualTo(cutOff + 1);
    assertThat(
            samples(metrics, "request_duration_seconds_count|tokens_total|cost_millicents.*")
                .lines())
        .hasSize(4);
  }

  private static void recordUntilTheStackIsFull(Metrics metrics, CallRecord call) {
    try {
      recordUntilTheStackIsFull(metrics, call);
      record(metrics, call);
    } catch (StackOverflowError expected) {
      // The next frame, which has more of the stack, tries again.
    }
  }

  private static double requests(Metrics metrics) throws IOException {
    String sample = samples(metrics, "requests_total");
    return Double.parseDouble(sample.substring(sample.lastIndexOf(' ') + 1));
  }
}
