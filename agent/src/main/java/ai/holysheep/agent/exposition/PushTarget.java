package ai.holysheep.agent.exposition;

import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;

/** A server that metrics are pushed to: its address, and the request that it accepts. */
interface PushTarget {
  /** The key of the option that configures it, for lines on stderr. */
  String optionKey();

  PushAddress address();

  String method();

  String contentType();

  /** Writes the request's body. */
  void writeBody(MetricSnapshots metrics, OutputStream out) throws IOException;
}
