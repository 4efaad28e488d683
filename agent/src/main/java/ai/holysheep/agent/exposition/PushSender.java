package ai.holysheep.agent.exposition;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.Log;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import org.jspecify.annotations.Nullable;

/**
 * Sends the metrics to one target, by {@code HttpURLConnection}, which every JVM has. Call it from
 * the agent's own threads only, since their calls are not counted.
 */
final class PushSender {
  private final PushTarget target;
  private final PrometheusRegistry registry;

  /** The one that a push uses now. */
  private volatile @Nullable HttpURLConnection current;

  /** Whether the last push failed. Every failure is counted; only the first in a row is logged. */
  private boolean failing;

  PushSender(PushTarget target, PrometheusRegistry registry) {
    this.target = target;
    this.registry = registry;
  }

  /**
   * Pushes once. Never throws.
   *
   * @param timeoutMillis the time-out of the connection, and again of the response
   */
  synchronized void send(int timeoutMillis) {
    try {
      push(timeoutMillis);
      if (failing) {
        failing = false;
        Log.info(target.optionKey() + ": metrics are pushed again");
      }
    } catch (Throwable e) {
      AgentErrors.count(AgentErrors.Stage.EXPOSITION);
      if (!failing) {
        failing = true;
        Log.warn(
            "no metrics pushed to " + target.address() + " (" + target.optionKey() + "): " + e);
      }
    }
  }

  /** Ends a push that another thread does. Never throws an exception. */
  void abort() {
    HttpURLConnection connection = current;
    if (connection != null) {
      try {
        connection.disconnect();
      } catch (RuntimeException e) {
        AgentErrors.countAndLog(AgentErrors.Stage.EXPOSITION, e);
      }
    }
  }

  private void push(int timeoutMillis) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    target.writeBody(registry.scrape(), body);
    HttpURLConnection connection = (HttpURLConnection) target.address().url().openConnection();
    current = connection;
    try {
      prepare(connection, timeoutMillis, body.size());
      try (OutputStream out = connection.getOutputStream()) {
        body.writeTo(out);
      }
      int status = connection.getResponseCode();
      if (status < 200 || status >= 300) {
        throw new IOException("status " + status);
      }
    } finally {
      current = null;
      connection.disconnect();
    }
  }

  private void prepare(HttpURLConnection connection, int timeoutMillis, int bodySize)
      throws IOException {
    connection.setConnectTimeout(timeoutMillis);
    connection.setReadTimeout(timeoutMillis);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(bodySize);
    connection.setRequestMethod(target.method());
    connection.setRequestProperty("Content-Type", target.contentType());
    String authorization = target.address().authorization();
    if (authorization != null) {
      connection.setRequestProperty("Authorization", authorization);
    }
  }
}
