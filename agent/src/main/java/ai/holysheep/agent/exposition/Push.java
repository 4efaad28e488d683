package ai.holysheep.agent.exposition;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.Log;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Sends the metrics to one destination. By {@code HttpURLConnection}, which every JVM has; to be
 * called from the agent's own threads, whose calls are not watched.
 */
final class Push {
  private final Destination destination;
  private final PrometheusRegistry registry;

  /** Where it failed, every failure is counted, and told once until it works again. */
  private boolean failing;

  Push(Destination destination, PrometheusRegistry registry) {
    this.destination = destination;
    this.registry = registry;
  }

  /** Sends them once; never throws. The time-out is for connecting and for the answer, each. */
  synchronized void send(int timeoutMillis) {
    try {
      post(timeoutMillis);
      if (failing) {
        failing = false;
        Log.info(destination.option() + ": metrics are pushed again");
      }
    } catch (Throwable e) {
      AgentErrors.count(AgentErrors.Stage.EXPOSITION);
      if (!failing) {
        failing = true;
        Log.warn("no metrics pushed to " + shown() + " (" + destination.option() + "): " + e);
      }
    }
  }

  private void post(int timeoutMillis) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    destination.write(registry.scrape(), body);
    URI address = destination.address();
    HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
    try {
      connection.setConnectTimeout(timeoutMillis);
      connection.setReadTimeout(timeoutMillis);
      connection.setInstanceFollowRedirects(false);
      connection.setUseCaches(false);
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(body.size());
      connection.setRequestMethod(destination.method());
      connection.setRequestProperty("Content-Type", destination.contentType());
      String user = address.getUserInfo();
      if (user != null) {
        byte[] credentials = user.getBytes(StandardCharsets.UTF_8);
        connection.setRequestProperty(
            "Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
      }
      try (OutputStream out = connection.getOutputStream()) {
        body.writeTo(out);
      }
      int status = connection.getResponseCode();
      if (status < 200 || status >= 300) {
        throw new IOException("status " + status);
      }
    } finally {
      connection.disconnect();
    }
  }

  /** Without the password that it may have. */
  private String shown() {
    URI address = destination.address();
    String user = address.getRawUserInfo();
    return user == null ? address.toString() : address.toString().replace(user + "@", "");
  }
}
