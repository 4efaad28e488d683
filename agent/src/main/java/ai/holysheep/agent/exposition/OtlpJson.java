package ai.holysheep.agent.exposition;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Metrics as OTLP's JSON: cumulative sums, gauges, summaries and histograms with explicit buckets.
 * A Prometheus that receives them gives them the names that it gives to scraped ones. Immutable.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding">the encoding</a>
 */
final class OtlpJson {
  private static final JsonFactory JSON = new JsonFactory();

  /** OTLP's {@code AGGREGATION_TEMPORALITY_CUMULATIVE}. */
  private static final int CUMULATIVE = 2;

  private final Labels resource;
  private final String version;
  private final String startTime;

  /**
   * @param resource the attributes that identify the service
   * @param version the agent's version
   * @param startMillis when the counters were 0, in milliseconds since 1970
   */
  OtlpJson(Labels resource, String version, long startMillis) {
    this.resource = resource;
    this.version = version;
    startTime = nanos(startMillis);
  }

  private static String nanos(long millis) {
    return millis + "000000";
  }

  void write(MetricSnapshots metrics, long nowMillis, OutputStream out) throws IOException {
    String now = nanos(nowMillis);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      startArrayOfOne(json, "resourceMetrics");
      json.writeObjectFieldStart("resource");
      writeAttributes(json, resource);
      json.writeEndObject();
      startArrayOfOne(json, "scopeMetrics");
      json.writeObjectFieldStart("scope");
      json.writeStringField("name", "holysheep-agent");
      json.writeStringField("version", version);
      json.writeEndObject();
      json.writeArrayFieldStart("metrics");
      for (MetricSnapshot metric : metrics) {
        writeMetric(json, metric, now);
      }
      json.writeEndArray();
      endArrayOfOne(json);
      endArrayOfOne(json);
      json.writeEndObject();
    }
  }

  private static void startArrayOfOne(JsonGenerator json, String name) throws IOException {
    json.writeArrayFieldStart(name);
    json.writeStartObject();
  }

  private static void endArrayOfOne(JsonGenerator json) throws IOException {
    json.writeEndObject();
    json.writeEndArray();
  }

  private void writeMetric(JsonGenerator json, MetricSnapshot metric, String now)
      throws IOException {
    String suffix = metric instanceof InfoSnapshot ? "_info" : "";
    json.writeStartObject();
    json.writeStringField("name", metric.getMetadata().getPrometheusName() + suffix);
    json.writeStringField("description", metric.getMetadata().getHelp());
    startData(json, metric);
    json.writeArrayFieldStart("dataPoints");
    for (DataPointSnapshot point : metric.getDataPoints()) {
      json.writeStartObject();
      writeAttributes(json, point.getLabels());
      json.writeStringField("startTimeUnixNano", startTime);
      json.writeStringField("timeUnixNano", now);
      writeValue(json, point);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void startData(JsonGenerator json, MetricSnapshot metric) throws IOException {
    if (metric instanceof HistogramSnapshot) {
      json.writeObjectFieldStart("histogram");
      json.writeNumberField("aggregationTemporality", CUMULATIVE);
    } else if (metric instanceof CounterSnapshot) {
      json.writeObjectFieldStart("sum");
      json.writeNumberField("aggregationTemporality", CUMULATIVE);
      json.writeBooleanField("isMonotonic", true);
    } else if (metric instanceof SummarySnapshot) {
      json.writeObjectFieldStart("summary");
    } else {
      json.writeObjectFieldStart("gauge");
    }
  }

  private static void writeValue(JsonGenerator json, DataPointSnapshot point) throws IOException {
    if (point instanceof HistogramSnapshot.HistogramDataPointSnapshot) {
      writeHistogram(json, (HistogramSnapshot.HistogramDataPointSnapshot) point);
    } else if (point instanceof SummarySnapshot.SummaryDataPointSnapshot) {
      writeSummary(json, (SummarySnapshot.SummaryDataPointSnapshot) point);
    } else if (point instanceof CounterSnapshot.CounterDataPointSnapshot) {
      json.writeNumberField(
          "asDouble", ((CounterSnapshot.CounterDataPointSnapshot) point).getValue());
    } else if (point instanceof GaugeSnapshot.GaugeDataPointSnapshot) {
      json.writeNumberField("asDouble", ((GaugeSnapshot.GaugeDataPointSnapshot) point).getValue());
    } else {
      json.writeNumberField("asDouble", 1);
    }
  }

  /** OTLP's JSON has 64-bit integers as strings. */
  private static void writeHistogram(
      JsonGenerator json, HistogramSnapshot.HistogramDataPointSnapshot point) throws IOException {
    ClassicHistogramBuckets buckets = point.getClassicBuckets();
    json.writeStringField("count", Long.toString(point.getCount()));
    json.writeNumberField("sum", point.getSum());
    json.writeArrayFieldStart("bucketCounts");
    for (int i = 0; i < buckets.size(); i++) {
      json.writeString(Long.toString(buckets.getCount(i)));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("explicitBounds");
    // OTLP leaves out the last bound, which is always infinity.
    for (int i = 0; i < buckets.size() - 1; i++) {
      json.writeNumber(buckets.getUpperBound(i));
    }
    json.writeEndArray();
  }

  private static void writeSummary(
      JsonGenerator json, SummarySnapshot.SummaryDataPointSnapshot point) throws IOException {
    json.writeStringField("count", Long.toString(point.getCount()));
    json.writeNumberField("sum", point.getSum());
    json.writeArrayFieldStart("quantileValues");
    for (Quantile quantile : point.getQuantiles()) {
      json.writeStartObject();
      json.writeNumberField("quantile", quantile.getQuantile());
      json.writeNumberField("value", quantile.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeAttributes(JsonGenerator json, Labels labels) throws IOException {
    json.writeArrayFieldStart("attributes");
    for (int i = 0; i < labels.size(); i++) {
      json.writeStartObject();
      json.writeStringField("key", labels.getName(i));
      json.writeObjectFieldStart("value");
      json.writeStringField("stringValue", withoutLoneSurrogates(labels.getValue(i)));
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Half of a surrogate pair has no form in UTF-8: Jackson would refuse the whole document. */
  private static String withoutLoneSurrogates(String text) {
    StringBuilder changed = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
        i++;
      } else {
        changed = changed == null ? new StringBuilder(text) : changed;
        changed.setCharAt(i, '\uFFFD');
      }
    }
    return changed == null ? text : changed.toString();
  }
}
