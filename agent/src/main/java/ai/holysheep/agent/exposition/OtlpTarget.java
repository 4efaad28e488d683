package ai.holysheep.agent.exposition;

import ai.holysheep.agent.config.Option;
import ai.holysheep.agent.config.ServiceName;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;

/** A receiver of OTLP over HTTP, such as an OpenTelemetry Collector. */
final class OtlpTarget implements PushTarget {
  private static final String PATH = "/v1/metrics";

  private final PushAddress address;
  private final OtlpJson json;

  /**
   * @param endpoint the receiver's URL, with or without {@code /v1/metrics}
   * @param version the agent's version
   * @throws IllegalArgumentException if the endpoint is no valid URL
   */
  OtlpTarget(String endpoint, String version) {
    address = PushAddress.parse(endpoint, PATH);
    String instance = UUID.randomUUID().toString();
    Labels resource = Labels.of("service.name", ServiceName.get(), "service.instance.id", instance);
    json = new OtlpJson(resource, version, System.currentTimeMillis());
  }

  @Override
  public String optionKey() {
    return Option.OTLP_ENDPOINT.key();
  }

  @Override
  public PushAddress address() {
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
  public void writeBody(MetricSnapshots metrics, OutputStream out) throws IOException {
    json.write(metrics, System.currentTimeMillis(), out);
  }
}
