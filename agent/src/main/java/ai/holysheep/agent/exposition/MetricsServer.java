package ai.holysheep.agent.exposition;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.config.Option;
import ai.holysheep.agent.diagnostics.Log;
import ai.holysheep.agent.metrics.Metrics;
import ai.holysheep.agent.thread.AgentThread;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.prometheus.metrics.exporter.httpserver.MetricsHandler;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The metrics server, on daemon threads of its own. It is the JDK's with client_java's handlers:
 * client_java's own {@code HTTPServer} sets two system properties, which shorten the time-outs of
 * every such server in the JVM, the application's as well.
 */
final class MetricsServer {
  private static final int BACKLOG = 16;
  private static final int MAX_THREADS = 5;
  private static final int IDLE_SECONDS = 120;

  private final Config config;
  private final Metrics metrics;
  private HttpServer server;
  private final InetSocketAddress address;

  /** Binds and serves. */
  MetricsServer(Config config, Metrics metrics) throws IOException, GeneralSecurityException {
    this.config = config;
    this.metrics = metrics;
    server = server(config);
    address = server.getAddress();
    start();
  }

  int port() {
    return address.getPort();
  }

  /**
   * Begins anew on the same port. The JDK's own thread, once interrupted, takes all the time of a
   * core and, on JDK 8, no more connections.
   */
  void restart() throws IOException, GeneralSecurityException {
    server.stop(0);
    server = server(address, https(config));
    start();
  }

  private void start() throws IOException {
    String path = config.get(Option.METRICS_PATH, String.class);
    List<HttpContext> contexts = new ArrayList<>();
    contexts.add(server.createContext("/", new LivePage(path)));
    contexts.add(
        server.createContext(path, new MetricsHandler(metrics.properties(), metrics.registry())));
    String username = config.text(Option.METRICS_USERNAME);
    if (username != null) {
      String password = config.secret(Option.METRICS_PASSWORD, Option.METRICS_PASSWORD_FILE);
      for (HttpContext context : contexts) {
        context.setAuthenticator(new Password(username, password == null ? "" : password));
      }
    }
    server.setExecutor(
        new ThreadPoolExecutor(
            0,
            MAX_THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work -> new AgentThread(work, "holysheep-metrics"),
            // The server's own thread: whoever scrapes by so many at once waits.
            new ThreadPoolExecutor.CallerRunsPolicy()));
    server.start();
  }

  private static HttpServer server(Config config) throws IOException, GeneralSecurityException {
    // A literal address is not looked up; a name is, and this is the agent's own thread.
    InetAddress host = InetAddress.getByName(config.get(Option.METRICS_HOST, String.class));
    HttpsConfigurator https = https(config);
    int[] ports = config.get(Option.METRICS_PORT, int[].class);
    for (int port = ports[0]; port < ports[1]; port++) {
      try {
        return server(new InetSocketAddress(host, port), https);
      } catch (BindException taken) {
        Log.debug("port " + port + ": " + taken.getMessage());
      }
    }
    return server(new InetSocketAddress(host, ports[1]), https);
  }

  private static HttpServer server(InetSocketAddress address, @Nullable HttpsConfigurator https)
      throws IOException {
    if (https == null) {
      return HttpServer.create(address, BACKLOG);
    }
    HttpsServer server = HttpsServer.create(address, BACKLOG);
    server.setHttpsConfigurator(https);
    return server;
  }

  private static @Nullable HttpsConfigurator https(Config config)
      throws IOException, GeneralSecurityException {
    String file = config.text(Option.METRICS_TLS_KEYSTORE);
    if (file == null) {
      return null;
    }
    String secret =
        config.secret(
            Option.METRICS_TLS_KEYSTORE_PASSWORD, Option.METRICS_TLS_KEYSTORE_PASSWORD_FILE);
    char[] password = secret == null ? new char[0] : secret.toCharArray();
    KeyStore store = KeyStore.getInstance(file.endsWith(".jks") ? "JKS" : "PKCS12");
    try (InputStream in = new FileInputStream(file)) {
      store.load(in, password);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return new HttpsConfigurator(context);
  }
}
