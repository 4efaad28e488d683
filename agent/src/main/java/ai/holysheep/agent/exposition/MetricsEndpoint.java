package ai.holysheep.agent.exposition;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.config.Option;
import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.Log;
import ai.holysheep.agent.metrics.Metrics;
import java.net.BindException;
import org.jspecify.annotations.Nullable;

/**
 * Where the metrics are served, and what is said about it. Names no class of {@code
 * com.sun.net.httpserver}, which a runtime image may lack: only {@link MetricsServer} does.
 */
public final class MetricsEndpoint {
  private final Config config;
  private @Nullable MetricsServer server;

  /**
   * Binds and serves. Where that fails, one line says why, and the JVM does without an endpoint. To
   * be called from a daemon thread: the server's threads inherit that.
   */
  public MetricsEndpoint(Config config, Metrics metrics) {
    this.config = config;
    try {
      server = new MetricsServer(config, metrics);
      int port = server.port();
      String scheme = config.text(Option.METRICS_TLS_KEYSTORE) == null ? "http" : "https";
      String path = config.get(Option.METRICS_PATH, String.class);
      Log.info("metrics at " + scheme + "://" + shown() + ":" + port + path);
    } catch (Throwable e) {
      failed(e);
    }
  }

  /**
   * For an application that interrupts every thread it finds: the server's own does not survive it.
   */
  public void restart() {
    try {
      if (server != null) {
        server.restart();
      }
    } catch (Throwable e) {
      failed(e);
    }
  }

  private void failed(Throwable e) {
    AgentErrors.count(AgentErrors.Stage.EXPOSITION);
    int[] ports = config.get(Option.METRICS_PORT, int[].class);
    String range = ports[0] == ports[1] ? "" + ports[0] : ports[0] + "-" + ports[1];
    Log.warn("no metrics server on " + shown() + ", metrics.port=" + range + ": " + reason(e));
  }

  private String shown() {
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
