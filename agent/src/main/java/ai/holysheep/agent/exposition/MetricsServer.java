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
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The metrics server, on daemon threads of its own. It is the JDK's server with client_java's
 * handler. client_java's {@code HTTPServer} is not used: it sets two system properties that shorten
 * the time-outs of every such server in the JVM, the application's included.
 */
final class MetricsServer {
  private static final int BACKLOG = 16;
  private static final int MAX_THREADS = 5;
  private static final int IDLE_SECONDS = 120;

  private final Config config;
  private final Metrics metrics;
  private final InetSocketAddress address;
  private HttpServer server;

  /** Binds and serves. */
  MetricsServer(Config config, Metrics metrics) throws IOException, GeneralSecurityException {
    this.config = config;
    this.metrics = metrics;
    server = bindFirstFreePort(config);
    address = server.getAddress();
    start();
  }

  int port() {
    return address.getPort();
  }

  /**
   * Starts a new server on the same port. The JDK's own thread spins after an interrupt and, on JDK
   * 8, accepts no more connections.
   */
  void restart() throws IOException, GeneralSecurityException {
    stop();
    server = bind(address, tls(config));
    start();
  }

  void stop() {
    server.stop(0);
  }

  private void start() throws IOException {
    String path = config.get(Option.METRICS_PATH, String.class);
    List<HttpContext> contexts = new ArrayList<>();
    contexts.add(server.createContext("/", new LivePage(path)));
    contexts.add(
        server.createContext(path, new MetricsHandler(metrics.properties(), metrics.registry())));
    String username = config.text(Option.METRICS_USERNAME);
    if (username != null) {
      String secret = config.secret(Option.METRICS_PASSWORD, Option.METRICS_PASSWORD_FILE);
      String password = secret == null ? "" : secret;
      for (HttpContext context : contexts) {
        context.setAuthenticator(new SingleUserAuthenticator(username, password));
      }
    }
    server.setExecutor(requestThreads());
    server.start();
  }

  private static Executor requestThreads() {
    return new ThreadPoolExecutor(
        0,
        MAX_THREADS,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        work -> new AgentThread(work, "holysheep-metrics"),
        // The server's own thread handles further requests, so later ones wait.
        new ThreadPoolExecutor.CallerRunsPolicy());
  }

  private static HttpServer bindFirstFreePort(Config config)
      throws IOException, GeneralSecurityException {
    // Looks up a host name, but not a literal address. This is the agent's own thread.
    InetAddress host = InetAddress.getByName(config.get(Option.METRICS_HOST, String.class));
    HttpsConfigurator tls = tls(config);
    int[] ports = config.get(Option.METRICS_PORT, int[].class);
    for (int port = ports[0]; port < ports[1]; port++) {
      try {
        return bind(new InetSocketAddress(host, port), tls);
      } catch (BindException taken) {
        Log.debug("port " + port + ": " + taken.getMessage());
      }
    }
    return bind(new InetSocketAddress(host, ports[1]), tls);
  }

  private static HttpServer bind(InetSocketAddress address, @Nullable HttpsConfigurator tls)
      throws IOException {
    if (tls == null) {
      return HttpServer.create(address, BACKLOG);
    }
    HttpsServer server = HttpsServer.create(address, BACKLOG);
    server.setHttpsConfigurator(tls);
    return server;
  }

  /** Returns null if the options name no key store. */
  private static @Nullable HttpsConfigurator tls(Config config)
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
