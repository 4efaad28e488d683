package ai.holysheep.agent.exposition;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.config.Option;
import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.CountedFaults;
import ai.holysheep.agent.diagnostics.Log;
import ai.holysheep.agent.exposition.http.HttpServer;
import ai.holysheep.agent.metrics.Metrics;
import ai.holysheep.agent.thread.RetryPause;
import ai.holysheep.agent.thread.SupervisedThread;
import java.io.IOException;
import java.net.BindException;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the metrics server running on a thread of its own. As long as the port is taken or a file
 * cannot be read, it tries again.
 */
public final class MetricsEndpoint {
  private static final long RETRY_MILLIS = 2_000;

  private final Config config;
  private final Metrics metrics;
  private final RetryPause pause = new RetryPause(RETRY_MILLIS, RETRY_MILLIS);

  /** Only the endpoint's thread writes it. */
  private volatile @Nullable HttpServer server;

  private boolean started;
  private volatile boolean stopped;
  private @Nullable String saidProblem;

  private MetricsEndpoint(Config config, Metrics metrics) {
    this.config = config;
    this.metrics = metrics;
  }

  /**
   * Starts the server's thread. If the options contradict each other, it logs one line, and nothing
   * is served.
   *
   * @throws OutOfMemoryError if the process may have no more threads
   */
  public static MetricsEndpoint start(Config config, Metrics metrics) {
    MetricsEndpoint endpoint = new MetricsEndpoint(config, metrics);
    String problem = AccessOptions.problem(config);
    if (problem != null) {
      AgentErrors.count(AgentErrors.Stage.EXPOSITION);
      Log.warn("no metrics server: " + problem);
    } else {
      endpoint.started = true;
      new SupervisedThread(
              "holysheep-metrics", endpoint::serve, new CountedFaults(AgentErrors.Stage.EXPOSITION))
          .start();
    }
    return endpoint;
  }

  /** The port that it listens on, or -1. */
  int port() {
    HttpServer bound = server;
    return bound == null ? -1 : bound.port();
  }

  /** Whether the options let it serve. */
  boolean isStarted() {
    return started;
  }

  /** For tests. The thread ends. */
  void stop() throws IOException {
    HttpServer bound = server;
    stopped = true;
    if (bound != null) {
      bound.close();
    }
  }

  private void serve() throws Exception {
    while (!stopped) {
      HttpServer bound = server;
      if (bound == null || !bound.isOpen()) {
        bound = bind();
        server = bound;
      }
      bound.serve();
    }
  }

  private HttpServer bind() {
    while (true) {
      try {
        HttpServer bound = MetricsServer.bind(config, metrics);
        String scheme = config.text(Option.METRICS_TLS_KEYSTORE) == null ? "http" : "https";
        String path = config.get(Option.METRICS_PATH, String.class);
        Log.info("metrics at " + scheme + "://" + urlHost() + ":" + bound.port() + path);
        saidProblem = null;
        return bound;
      } catch (IOException | GeneralSecurityException | RuntimeException e) {
        complain(reason(e));
        pause.await();
      }
    }
  }

  private void complain(String reason) {
    if (!reason.equals(saidProblem)) {
      saidProblem = reason;
      AgentErrors.count(AgentErrors.Stage.EXPOSITION);
      int[] ports = config.get(Option.METRICS_PORT, int[].class);
      String range = ports[0] == ports[1] ? "" + ports[0] : ports[0] + "-" + ports[1];
      Log.warn(
          "no metrics server yet on "
              + urlHost()
              + ", metrics.port="
              + range
              + ", it is tried again every 2 s: "
              + reason);
    }
  }

  /** As a URL has it: an IPv6 address is in brackets. */
  private String urlHost() {
    String host = config.get(Option.METRICS_HOST, String.class);
    return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
  }

  private static String reason(Exception e) {
    if (e instanceof BindException) {
      return e.getMessage()
          + " (metrics.port may be a range such as 9464-9474, or 0 for any free port)";
    }
    String message = e.getMessage();
    return e.getClass() == IOException.class && message != null ? message : e.toString();
  }
}
