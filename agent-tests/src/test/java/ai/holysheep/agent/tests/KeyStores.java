package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Key stores with one certificate each, for 127.0.0.1, made by the JDK's keytool. */
final class KeyStores {
  private static final String PASSWORD = "changeit";

  private KeyStores() {}

  /** Returns the agent's options for it. */
  static String create(Path store, String... more) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                (Jdks.running().resolve("bin/keytool")
                        + " -genkeypair -alias metrics -keyalg EC -dname CN=localhost"
                        + " -ext SAN=ip:127.0.0.1 -storepass changeit -keystore "
                        + store)
                    .split(" ")));
    command.addAll(List.of(more));
    Process keytool = new ProcessBuilder(command).inheritIO().start();
    assertThat(keytool.waitFor()).isZero();
    return "metrics.tls.keystore=" + store + ",metrics.tls.keystore-password=" + PASSWORD;
  }

  /** Writes the certificates of a store, without its keys, into a new one, and returns that. */
  static Path certificates(Path store, Path certificates) throws Exception {
    KeyStore from = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    KeyStore to = KeyStore.getInstance("PKCS12");
    to.load(null, null);
    to.setCertificateEntry("metrics", from.getCertificate("metrics"));
    try (OutputStream out = Files.newOutputStream(certificates)) {
      to.store(out, PASSWORD.toCharArray());
    }
    return certificates;
  }

  /** A client that trusts this store's certificate only, and shows none itself. */
  static SSLContext trusting(Path store) throws Exception {
    return context(store, null);
  }

  /** A client that trusts the first store's certificate, and shows that of the second. */
  static SSLContext context(Path trusted, Path own) throws Exception {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(KeyStore.getInstance(trusted.toFile(), PASSWORD.toCharArray()));
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(
        own == null ? null : KeyStore.getInstance(own.toFile(), PASSWORD.toCharArray()),
        PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
