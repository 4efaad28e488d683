package ai.holysheep.agent.exposition;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.config.Option;
import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.Log;
import ai.holysheep.agent.metrics.Metrics;
import java.net.BindException;
import org.jspecify.annotations.Nullable;

/**
 * Starts the metrics server, and logs where it is or why there is none. Only {@link MetricsServer}
 * names classes of {@code com.sun.net.httpserver}, which a runtime image may lack.
 */
public final class MetricsEndpoint {
  private final Config config;
  private @Nullable MetricsServer server;

  /**
   * Binds and serves. If that fails, it logs one line, and the JVM has no metrics server. Call it
   * from a daemon thread, since the server's own thread inherits that.
   */
  public MetricsEndpoint(Config config, Metrics metrics) {
    this.config = config;
    try {
      server = new MetricsServer(config, metrics);
      String scheme = config.text(Option.METRICS_TLS_KEYSTORE) == null ? "http" : "https";
      String path = config.get(Option.METRICS_PATH, String.class);
      Log.info("metrics at " + scheme + "://" + urlHost() + ":" + server.port() + path);
    } catch (Throwable e) {
      onFailure(e);
    }
  }

  /** Call it if the application has interrupted all threads: the server's own stops working. */
  public void restart() {
    try {
      if (server != null) {
        server.restart();
      }
    } catch (Throwable e) {
      onFailure(e);
    }
  }

  private void onFailure(Throwable e) {
    AgentErrors.count(AgentErrors.Stage.EXPOSITION);
    int[] ports = config.get(Option.METRICS_PORT, int[].class);
    String range = ports[0] == ports[1] ? "" + ports[0] : ports[0] + "-" + ports[1];
    Log.warn("no metrics server on " + urlHost() + ", metrics.port=" + range + ": " + reason(e));
  }

  /** As a URL has it: an IPv6 address is in brackets. */
  private String urlHost() {
    String host = config.get(Option.METRICS_HOST, String.class);
    return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
  }

  private static String reason(Throwable e) {
    if (e instanceof BindException) {
      return e.getMessage()
          + " (metrics.port may be a range such as 9464-9474, or 0 for any free port)";
    }
    return e instanceof NoClassDefFoundError
        ? "this JVM lacks the module jdk.httpserver"
        : e.toString();
  }
}
