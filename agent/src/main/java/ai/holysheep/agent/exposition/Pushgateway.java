package ai.holysheep.agent.exposition;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.config.Option;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.net.URLEncoder;

/**
 * Prometheus' Pushgateway: what it has of this job is replaced as a whole.
 *
 * @see <a href="https://github.com/prometheus/pushgateway#put-method">its API</a>
 */
final class Pushgateway implements Destination {
  private final URI address;

  Pushgateway(Config config, String address) {
    String base = address.contains("://") ? address : "http://" + address;
    String job = config.get(Option.PUSHGATEWAY_JOB, String.class);
    this.address =
        URI.create((base.endsWith("/") ? base : base + "/") + "metrics/job/" + encoded(job));
  }

  private static String encoded(String job) {
    try {
      return URLEncoder.encode(job, "UTF-8").replace("+", "%20");
    } catch (UnsupportedEncodingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public String option() {
    return Option.PUSHGATEWAY_ADDRESS.key();
  }

  @Override
  public URI address() {
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
  public void write(MetricSnapshots metrics, OutputStream out) throws IOException {
    PrometheusTextFormatWriter.create().write(out, metrics, EscapingScheme.DEFAULT);
  }
}
