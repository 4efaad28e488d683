package ai.holysheep.agent.exposition;

import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;

/** A server that the metrics are sent to, and the form that it takes them in. */
interface Destination {
  /** The option that names it, for lines on stderr. */
  String option();

  URI address();

  String method();

  String contentType();

  void write(MetricSnapshots metrics, OutputStream out) throws IOException;
}
