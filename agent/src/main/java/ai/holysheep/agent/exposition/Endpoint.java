package ai.holysheep.agent.exposition;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.config.Option;
import ai.holysheep.agent.fault.Faults;
import ai.holysheep.agent.fault.Log;
import ai.holysheep.agent.metrics.Metrics;
import com.sun.net.httpserver.HttpsConfigurator;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The metrics server, on daemon threads of its own. */
public final class Endpoint {
  private Endpoint() {}

  /**
   * Binds and serves. Where that fails, one line says why, and the JVM does without an endpoint. To
   * be called from a daemon thread: the server's threads inherit that.
   */
  public static void open(Config config, Metrics metrics) {
    try {
      HTTPServer server = bind(config, metrics);
      String scheme = config.text(Option.METRICS_TLS_KEYSTORE) == null ? "http" : "https";
      String path = config.get(Option.METRICS_PATH, String.class);
      Log.info("metrics at " + scheme + "://" + shown(config) + ":" + server.getPort() + path);
    } catch (Throwable e) {
      Faults.count(Faults.Stage.EXPOSITION, "no metrics server");
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

  private static HTTPServer bind(Config config, Metrics metrics)
      throws IOException, GeneralSecurityException {
    // A literal address is not looked up; a name is, and this is the agent's own thread.
    InetAddress address = InetAddress.getByName(config.get(Option.METRICS_HOST, String.class));
    HTTPServer.Builder builder =
        HTTPServer.builder(metrics.properties())
            .registry(metrics.registry())
            .inetAddress(address)
            .metricsHandlerPath(config.get(Option.METRICS_PATH, String.class));
    HttpsConfigurator https = https(config);
    if (https != null) {
      builder.httpsConfigurator(https);
    }
    String username = config.text(Option.METRICS_USERNAME);
    if (username != null) {
      String password = config.secret(Option.METRICS_PASSWORD, Option.METRICS_PASSWORD_FILE);
      builder.authenticator(new Password(username, password == null ? "" : password));
    }
    int[] ports = config.get(Option.METRICS_PORT, int[].class);
    for (int port = ports[0]; port < ports[1]; port++) {
      try {
        return builder.port(port).buildAndStart();
      } catch (BindException taken) {
        Log.debug("port " + port + ": " + taken.getMessage());
      }
    }
    return builder.port(ports[1]).buildAndStart();
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
