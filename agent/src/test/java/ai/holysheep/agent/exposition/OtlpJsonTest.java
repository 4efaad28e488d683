package ai.holysheep.agent.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.core.metrics.SummaryWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpJsonTest {
  private final PrometheusRegistry registry = new PrometheusRegistry();

  private String json() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new OtlpJson(Labels.of("service.name", "shop"), "1.2.3", 1000)
        .write(registry.scrape(), 2000, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String document(String metric) {
    return """
    {"resourceMetrics":[{"resource":{"attributes":[{"key":"service.name",\
    "value":{"stringValue":"shop"}}]},"scopeMetrics":[{"scope":{"name":"holysheep-agent",\
    "version":"1.2.3"},"metrics":[METRIC]}]}]}"""
        .replace("METRIC", metric);
  }

  @Test
  void isACompleteDocumentWithoutMetrics() throws IOException {
    assertThat(json()).isEqualTo(document(""));
  }

  @Test
  void aCounterIsACumulativeMonotonicSum() throws IOException {
    Counter.builder()
        .name("calls")
        .help("Calls")
        .labelNames("model")
        .withoutExemplars()
        .register(registry)
        .labelValues("gpt \"4\"")
        .inc(3);

    assertThat(json())
        .isEqualTo(
            document(
                """
                {"name":"calls","description":"Calls","sum":{"aggregationTemporality":2,\
                "isMonotonic":true,"dataPoints":[{"attributes":[{"key":"model",\
                "value":{"stringValue":"gpt \\"4\\""}}],"startTimeUnixNano":"1000000000",\
                "timeUnixNano":"2000000000","asDouble":3.0}]}}"""));
  }

  @Test
  void aGaugeIsAGauge() throws IOException {
    Gauge.builder().name("limit").help("Limit").register(registry).set(7.5);

    assertThat(json())
        .isEqualTo(
            document(
                """
                {"name":"limit","description":"Limit","gauge":{"dataPoints":[{"attributes":[],\
                "startTimeUnixNano":"1000000000","timeUnixNano":"2000000000","asDouble":7.5}]}}"""));
  }

  @Test
  void aHistogramHasItsCountsAsStringsAndNoInfiniteBound() throws IOException {
    Histogram histogram =
        Histogram.builder()
            .name("seconds")
            .help("Time")
            .classicUpperBounds(1, 5)
            .withoutExemplars()
            .register(registry);
    histogram.observe(0.5);
    histogram.observe(2);
    histogram.observe(9);

    assertThat(json())
        .isEqualTo(
            document(
                """
                {"name":"seconds","description":"Time","histogram":{"aggregationTemporality":2,\
                "dataPoints":[{"attributes":[],"startTimeUnixNano":"1000000000",\
                "timeUnixNano":"2000000000","count":"3","sum":11.5,"bucketCounts":["1","1","1"],\
                "explicitBounds":[1.0,5.0]}]}}"""));
  }

  @Test
  void aSummaryIsASummary() throws IOException {
    SummaryWithCallback.builder()
        .name("gc_seconds")
        .help("Collections")
        .labelNames("gc")
        .callback(values -> values.call(4, 1.5, Quantiles.of(new Quantile(0.5, 0.25)), "G1"))
        .register(registry);

    assertThat(json())
        .isEqualTo(
            document(
                """
                {"name":"gc_seconds","description":"Collections","summary":{"dataPoints":[\
                {"attributes":[{"key":"gc","value":{"stringValue":"G1"}}],\
                "startTimeUnixNano":"1000000000","timeUnixNano":"2000000000","count":"4",\
                "sum":1.5,"quantileValues":[{"quantile":0.5,"value":0.25}]}]}}"""));
  }

  @Test
  void anInfoIsAGaugeOfOneWithTheSuffixInfo() throws IOException {
    Info.builder()
        .name("agent_info")
        .help("Version")
        .labelNames("version")
        .register(registry)
        .setLabelValues("1");

    assertThat(json())
        .isEqualTo(
            document(
                """
                {"name":"agent_info","description":"Version","gauge":{"dataPoints":[\
                {"attributes":[{"key":"version","value":{"stringValue":"1"}}],\
                "startTimeUnixNano":"1000000000","timeUnixNano":"2000000000","asDouble":1}]}}"""));
  }

  /** Their form in the JSON of protocol buffers is a string. */
  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 1e300, -0.0, Double.MIN_VALUE})
  void anyNumberAndAnyLabelMakeValidJson(double value) throws IOException {
    Gauge.builder()
        .name("limit")
        .help("Limit")
        .labelNames("model")
        .register(registry)
        .labelValues("a\ud83d b\ude00 \ud83d\ude00 \u0000\"")
        .set(value);
    Histogram seconds =
        Histogram.builder().name("seconds").classicOnly().withoutExemplars().register(registry);
    seconds.observe(value);

    JsonNode point = new ObjectMapper().readTree(json()).findValue("dataPoints").get(0);

    assertThat(Double.valueOf(point.get("asDouble").asText())).isEqualTo(Double.valueOf(value));
    assertThat(point.findValue("stringValue").asText())
        .isEqualTo("a\ufffd b\ufffd \ud83d\ude00 \u0000\"");
  }
}
