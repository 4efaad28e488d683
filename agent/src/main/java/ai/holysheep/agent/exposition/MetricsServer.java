package ai.holysheep.agent.exposition;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.config.Option;
import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.Log;
import ai.holysheep.agent.exposition.http.Crowd;
import ai.holysheep.agent.exposition.http.HttpServer;
import ai.holysheep.agent.exposition.http.Request;
import ai.holysheep.agent.exposition.http.RequestHandler;
import ai.holysheep.agent.exposition.http.Response;
import ai.holysheep.agent.metrics.Metrics;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/** What the metrics server serves, and to whom. Runs on the connections' threads. */
final class MetricsServer implements RequestHandler {
  private final @Nullable BasicCredentials credentials;
  private final @Nullable LocalNames names;
  private final String metricsPath;
  private final LivePage page;
  private final Scrapes scrapes;

  private MetricsServer(
      Config config, Metrics metrics, @Nullable BasicCredentials credentials, boolean loopback) {
    this.credentials = credentials;
    names = loopback ? new LocalNames(config.get(Option.METRICS_HOST, String.class)) : null;
    metricsPath = config.get(Option.METRICS_PATH, String.class);
    page = new LivePage(metricsPath);
    scrapes = new Scrapes(metrics);
  }

  /**
   * Reads what the options name, and binds to the first free port. Looks up a host name, but not a
   * literal address.
   *
   * @throws IOException if a file cannot be read, or if no port is free
   */
  static HttpServer bind(Config config, Metrics metrics)
      throws IOException, GeneralSecurityException {
    InetAddress host = InetAddress.getByName(config.get(Option.METRICS_HOST, String.class));
    TlsFiles tls = TlsFiles.of(config);
    MetricsServer handler =
        new MetricsServer(
            config, metrics, AccessOptions.credentials(config), host.isLoopbackAddress());
    int[] ports = config.get(Option.METRICS_PORT, int[].class);
    HttpServer server = null;
    for (int port = ports[0]; server == null; port++) {
      try {
        server = HttpServer.bind(new InetSocketAddress(host, port), tls, handler);
      } catch (BindException taken) {
        if (port == ports[1]) {
          throw taken;
        }
        Log.debug("port " + port + ": " + taken.getMessage());
      }
    }
    if (!host.isLoopbackAddress() && !AccessOptions.areProtecting(config)) {
      Log.warn(
          "metrics.host is not loopback, and no password is set: everyone who reaches the port can"
              + " read the metrics (metrics.username and metrics.password-file, or"
              + " metrics.tls.truststore)");
    }
    return server;
  }

  @Override
  public Response handle(Request request, Crowd crowd) throws InterruptedException {
    if (credentials != null && !credentials.areIn(request.header("Authorization"))) {
      return Response.text(401, "A user name and a password are needed.")
          .with("WWW-Authenticate", BasicCredentials.CHALLENGE);
    }
    if (names != null && !names.include(request.host())) {
      return Response.text(
          403,
          "This server listens on loopback, so it accepts the hosts localhost, 127.0.0.1, [::1] and"
              + " metrics.host only.");
    }
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      return Response.text(405, "This server accepts GET and HEAD only.")
          .with("Allow", "GET, HEAD");
    }
    String path = request.path();
    if (path.equals(metricsPath) || path.equals(metricsPath + "/")) {
      return scrapes.respond(request, crowd);
    }
    return path.equals("/") ? page() : Response.text(404, "Nothing is here.");
  }

  private Response page() {
    try {
      return page.response();
    } catch (IOException e) {
      AgentErrors.countAndLog(AgentErrors.Stage.EXPOSITION, e);
      return Response.text(500, "The page could not be read.");
    }
  }
}
