package ai.holysheep.agent.exposition;

import ai.holysheep.agent.config.Option;
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
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.UUID;

/**
 * OTLP over HTTP in its JSON form: cumulative sums, gauges and explicit-bucket histograms, under
 * the names that a Prometheus which receives them gives to what it scrapes.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#otlphttp">the protocol</a>
 */
final class Otlp implements Destination {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int CUMULATIVE = 2;
  private static final String PATH = "/v1/metrics";

  private final URI address;
  private final String version;
  private final String service = serviceName();
  private final String instance = UUID.randomUUID().toString();
  private final String start = nanos(System.currentTimeMillis());

  Otlp(String endpoint, String version) {
    String base = endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint;
    address = URI.create(base.endsWith(PATH) ? base : base + PATH);
    this.version = version;
  }

  /** As OpenTelemetry's agents have it; else the name of the program, without its arguments. */
  private static String serviceName() {
    String named = System.getenv("OTEL_SERVICE_NAME");
    if (named != null && !named.isEmpty()) {
      return named;
    }
    String command = System.getProperty("sun.java.command", "").trim().split(" ", 2)[0];
    String program = command.substring(command.replace('\\', '/').lastIndexOf('/') + 1);
    return program.isEmpty() ? "unknown_service:java" : program.replaceFirst("\\.jar$", "");
  }

  private static String nanos(long millis) {
    return millis + "000000";
  }

  @Override
  public String option() {
    return Option.OTLP_ENDPOINT.key();
  }

  @Override
  public URI address() {
    return address;
  }

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public String contentType() {
    return "application/json";
  }

  @Override
  public void write(MetricSnapshots metrics, OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      beginOnly(json, "resourceMetrics");
      json.writeObjectFieldStart("resource");
      attributes(json, Labels.of("service.name", service, "service.instance.id", instance));
      json.writeEndObject();
      beginOnly(json, "scopeMetrics");
      json.writeObjectFieldStart("scope");
      json.writeStringField("name", "holysheep-agent");
      json.writeStringField("version", version);
      json.writeEndObject();
      json.writeArrayFieldStart("metrics");
      String now = nanos(System.currentTimeMillis());
      for (MetricSnapshot metric : metrics) {
        metric(json, metric, now);
      }
      for (int open = 0; open < 3; open++) {
        json.writeEndArray();
        json.writeEndObject();
      }
    }
  }

  /** An array whose one element begins here. */
  private static void beginOnly(JsonGenerator json, String name) throws IOException {
    json.writeArrayFieldStart(name);
    json.writeStartObject();
  }

  private void metric(JsonGenerator json, MetricSnapshot metric, String now) throws IOException {
    boolean info = metric instanceof InfoSnapshot;
    json.writeStartObject();
    json.writeStringField("name", metric.getMetadata().getPrometheusName() + (info ? "_info" : ""));
    json.writeStringField("description", metric.getMetadata().getHelp());
    if (metric instanceof HistogramSnapshot) {
      json.writeObjectFieldStart("histogram");
      json.writeNumberField("aggregationTemporality", CUMULATIVE);
    } else if (metric instanceof CounterSnapshot) {
      json.writeObjectFieldStart("sum");
      json.writeNumberField("aggregationTemporality", CUMULATIVE);
      json.writeBooleanField("isMonotonic", true);
    } else {
      json.writeObjectFieldStart("gauge");
    }
    json.writeArrayFieldStart("dataPoints");
    for (DataPointSnapshot point : metric.getDataPoints()) {
      json.writeStartObject();
      attributes(json, point.getLabels());
      json.writeStringField("startTimeUnixNano", start);
      json.writeStringField("timeUnixNano", now);
      value(json, point);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void value(JsonGenerator json, DataPointSnapshot point) throws IOException {
    if (point instanceof HistogramSnapshot.HistogramDataPointSnapshot) {
      histogram(json, (HistogramSnapshot.HistogramDataPointSnapshot) point);
    } else if (point instanceof CounterSnapshot.CounterDataPointSnapshot) {
      json.writeNumberField(
          "asDouble", ((CounterSnapshot.CounterDataPointSnapshot) point).getValue());
    } else if (point instanceof GaugeSnapshot.GaugeDataPointSnapshot) {
      json.writeNumberField("asDouble", ((GaugeSnapshot.GaugeDataPointSnapshot) point).getValue());
    } else {
      json.writeNumberField("asDouble", 1);
    }
  }

  /** 64-bit numbers are strings in OTLP's JSON. */
  private static void histogram(
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
    // The last one is infinity, which is understood.
    for (int i = 0; i < buckets.size() - 1; i++) {
      json.writeNumber(buckets.getUpperBound(i));
    }
    json.writeEndArray();
  }

  private static void attributes(JsonGenerator json, Labels labels) throws IOException {
    json.writeArrayFieldStart("attributes");
    for (int i = 0; i < labels.size(); i++) {
      json.writeStartObject();
      json.writeStringField("key", labels.getName(i));
      json.writeObjectFieldStart("value");
      json.writeStringField("stringValue", labels.getValue(i));
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
