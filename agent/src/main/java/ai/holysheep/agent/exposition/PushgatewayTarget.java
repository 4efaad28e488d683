package ai.holysheep.agent.exposition;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.config.Option;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.net.URLEncoder;

/**
 * A Prometheus Pushgateway. Each push replaces all metrics that it has of the job.
 *
 * @see <a href="https://github.com/prometheus/pushgateway#put-method">its API</a>
 */
final class PushgatewayTarget implements PushTarget {
  private final PushAddress address;

  /**
   * @param address {@code host:port} or a URL
   * @throws IllegalArgumentException if that makes no valid URL
   */
  PushgatewayTarget(String address, Config config) {
    String base = address.contains("://") ? address : "http://" + address;
    String job = config.get(Option.PUSHGATEWAY_JOB, String.class);
    this.address = PushAddress.parse(base, "/metrics/job/" + encode(job));
  }

  private static String encode(String pathSegment) {
    try {
      return URLEncoder.encode(pathSegment, "UTF-8").replace("+", "%20");
    } catch (UnsupportedEncodingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public String optionKey() {
    return Option.PUSHGATEWAY_ADDRESS.key();
  }

  @Override
  public PushAddress address() {
    return address;
  }

  @Override
  public String method() {
    return "PUT";
  }

  @Override
  public String contentType() {
    return PrometheusTextFormatWriter.CONTENT_TYPE;
  }

  @Override
  public void writeBody(MetricSnapshots metrics, OutputStream out) throws IOException {
    PrometheusTextFormatWriter.create().write(out, metrics, EscapingScheme.DEFAULT);
  }
}
