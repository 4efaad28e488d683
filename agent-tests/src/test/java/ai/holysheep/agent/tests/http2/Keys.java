package ai.holysheep.agent.tests.http2;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;

/** The front's certificate, which it has made itself, and who trusts it. */
final class Keys {
  private static final String PASSWORD = "changeit";

  /** Relative, since containers run in the same folder; a JKS store, since JDK 8 reads that. */
  private static final Path STORE = Path.of("target/http2-front.jks");

  private Keys() {}

  static List<String> trust() {
    return List.of(
        "-Djavax.net.ssl.trustStore=" + STORE,
        "-Djavax.net.ssl.trustStoreType=JKS",
        "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
  }

  static SslContext server() {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store(), PASSWORD.toCharArray());
      return SslContextBuilder.forServer(keys)
          .sslProvider(SslProvider.JDK)
          .applicationProtocolConfig(
              new ApplicationProtocolConfig(
                  Protocol.ALPN,
                  SelectorFailureBehavior.NO_ADVERTISE,
                  SelectedListenerFailureBehavior.ACCEPT,
                  ApplicationProtocolNames.HTTP_2,
                  ApplicationProtocolNames.HTTP_1_1))
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static synchronized KeyStore store() throws IOException, GeneralSecurityException {
    if (!Files.exists(STORE)) {
      Path fresh = Files.createTempDirectory(STORE.getParent(), "keys").resolve("fresh");
      keytool(fresh);
      Files.move(fresh, STORE);
      Files.delete(fresh.getParent());
    }
    return KeyStore.getInstance(STORE.toFile(), PASSWORD.toCharArray());
  }

  private static void keytool(Path store) throws IOException {
    Process keytool =
        new ProcessBuilder(
                (Path.of(System.getProperty("java.home"), "bin", "keytool")
                        + " -genkeypair -alias front -keyalg RSA -keysize 2048 -validity 3650"
                        + " -dname CN=localhost -ext SAN=ip:127.0.0.1,dns:localhost"
                        + " -storetype JKS -storepass changeit -keypass changeit -keystore "
                        + store)
                    .split(" "))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (keytool.waitFor() != 0) {
        throw new IOException("keytool ended with " + keytool.exitValue());
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
