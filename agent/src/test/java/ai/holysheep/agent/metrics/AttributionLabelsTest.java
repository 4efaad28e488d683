package ai.holysheep.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.exchange.CallRecord;
import ai.holysheep.agent.ledger.Calls;
import ai.holysheep.agent.pricing.PriceTable;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Labels of those who pay, and exemplars. */
class AttributionLabelsTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";

  private static Metrics metrics(String options) {
    return new Metrics(
        Config.load("metrics.buckets=1;10," + options), "1", () -> 0, () -> Map.of());
  }

  private static void record(Metrics metrics, CallRecord call) {
    metrics.record(call, call.cost(PriceTable.builtIn()), false);
  }

  private static String openMetrics(Metrics metrics) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new OpenMetricsTextFormatWriter(false, false)
        .write(out, metrics.registry().scrape(), EscapingScheme.DEFAULT);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String text(Metrics metrics) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create()
        .write(out, metrics.registry().scrape(), EscapingScheme.DEFAULT);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static CallRecord call(String options, int status, String... request) {
    return Calls.requested(options, status, request);
  }

  private static String requests(String exposition) {
    return exposition
        .lines()
        .filter(line -> line.startsWith("holysheep_requests_total"))
        .reduce("", (all, line) -> all + line + "\n");
  }

  @Test
  void theLabelsOfHeaderFieldsHaveTheirValues() throws IOException {
    String options = "attribution.headers=X-Team,metrics.labels=x_team;user;api_key;entry";
    Metrics metrics = metrics(options);
    record(metrics, call(options, 200, "X-Team", "cs"));
    record(metrics, call(options, 200));

    assertThat(requests(text(metrics)))
        .contains("api_key=\"unknown\",entry=\"unknown\"")
        .contains("user=\"unknown\",x_team=\"cs\"} 1.0")
        .contains("user=\"unknown\",x_team=\"unknown\"} 1.0");
  }

  @Test
  void theFiftyFirstTeamIsOther() throws IOException {
    String options = "attribution.headers=X-Team,metrics.labels=x_team";
    Metrics metrics = metrics(options);
    for (int i = 1; i <= 60; i++) {
      record(metrics, call(options, 200, "X-Team", "team-" + i));
    }

    assertThat(requests(text(metrics)))
        .contains("x_team=\"team-50\"} 1.0")
        .doesNotContain("team-51")
        .contains("x_team=\"other\"} 10.0");
    assertThat(text(metrics)).contains("holysheep_label_overflow_total{label=\"x_team\"} 10.0");
  }

  @Test
  void durationsAndErrorsHaveAnExemplarOfTheirLastTrace() throws IOException {
    Metrics metrics = metrics("");
    String parent = "00-" + TRACE + "-" + SPAN + "-01";
    record(metrics, call("", 200, "traceparent", parent.replace("4bf9", "0001")));
    record(metrics, call("", 200, "traceparent", parent));
    record(metrics, call("", 503, "traceparent", parent));
    String exposition = openMetrics(metrics);
    String exemplar = " # \\{span_id=\"" + SPAN + "\",trace_id=\"" + TRACE + "\"} ";

    assertThat(exposition)
        .containsPattern(
            "request_duration_seconds_bucket\\{model=\"gpt-4.1\",le=\"1.0\"} 3" + exemplar)
        .containsPattern("requests_total\\{.*status_code=\"503\"} 1.0" + exemplar + "1.0 [0-9]")
        .doesNotContainPattern("requests_total\\{.*status_code=\"200\"} 2.0 #")
        .doesNotContain("0001");
    assertThat(exposition.split(" # \\{", -1)).hasSize(1 + 2);
  }

  @Test
  void theTextFormatIsAsWithoutATrace() throws IOException {
    Metrics traced = metrics("");
    record(traced, call("", 503, "traceparent", "00-" + TRACE + "-" + SPAN + "-01"));
    Metrics plain = metrics("");
    record(plain, call("", 503));
    String times = "(seconds_sum\\{.*}|_start_time_seconds) .*";

    assertThat(text(traced).replaceAll(times, "")).isEqualTo(text(plain).replaceAll(times, ""));
  }

  @Test
  void aTraceThatNobodyRecordsIsNoExemplar() throws IOException {
    Metrics metrics = metrics("");
    record(metrics, call("", 503, "traceparent", "00-" + TRACE + "-" + SPAN + "-00"));

    assertThat(openMetrics(metrics)).doesNotContain(" # {");
  }
}
