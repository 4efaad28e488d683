package ai.holysheep.agent.exposition;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.config.Option;
import ai.holysheep.agent.fault.Faults;
import ai.holysheep.agent.fault.Log;
import ai.holysheep.agent.metrics.Metrics;
import java.net.BindException;

/**
 * Where the metrics are served, and what is said about it. Names no class of {@code
 * com.sun.net.httpserver}, which a runtime image may lack: only {@link MetricsServer} does.
 */
public final class Endpoint {
  private Endpoint() {}

  /**
   * Binds and serves. Where that fails, one line says why, and the JVM does without an endpoint. To
   * be called from a daemon thread: the server's threads inherit that.
   */
  public static void open(Config config, Metrics metrics) {
    try {
      int port = MetricsServer.start(config, metrics);
      String scheme = config.text(Option.METRICS_TLS_KEYSTORE) == null ? "http" : "https";
      String path = config.get(Option.METRICS_PATH, String.class);
      Log.info("metrics at " + scheme + "://" + shown(config) + ":" + port + path);
    } catch (Throwable e) {
      Faults.count(Faults.Stage.EXPOSITION);
      int[] ports = config.get(Option.METRICS_PORT, int[].class);
      String range = ports[0] == ports[1] ? "" + ports[0] : ports[0] + "-" + ports[1];
      Log.warn(
          "no metrics server on " + shown(config) + ", metrics.port=" + range + ": " + reason(e));
    }
  }

  private static String shown(Config config) {
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
