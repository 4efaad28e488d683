package ai.holysheep.agent.exposition;

import ai.holysheep.agent.config.BoundedFile;
import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.config.Option;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A key store's file and its password, as they were when they were read. Immutable. */
final class KeyMaterial {
  private static final int MAX_BYTES = 1 << 20;

  private final String option;
  private final String file;
  private final byte[] bytes;
  private final @Nullable String password;

  private KeyMaterial(String option, String file, byte[] bytes, @Nullable String password) {
    this.option = option;
    this.file = file;
    this.bytes = bytes;
    this.password = password;
  }

  /** Reads the store of the server's own keys; null if the options name none. */
  static @Nullable KeyMaterial ofServer(Config config) throws IOException {
    return read(
        config,
        Option.METRICS_TLS_KEYSTORE,
        Option.METRICS_TLS_KEYSTORE_PASSWORD,
        Option.METRICS_TLS_KEYSTORE_PASSWORD_FILE);
  }

  /** Reads the store of the certificates that clients must have; null if the options name none. */
  static @Nullable KeyMaterial ofClients(Config config) throws IOException {
    return read(
        config,
        Option.METRICS_TLS_TRUSTSTORE,
        Option.METRICS_TLS_TRUSTSTORE_PASSWORD,
        Option.METRICS_TLS_TRUSTSTORE_PASSWORD_FILE);
  }

  private static @Nullable KeyMaterial read(
      Config config, Option store, Option password, Option passwordFile) throws IOException {
    String file = config.text(store);
    if (file == null) {
      return null;
    }
    String secret = AccessOptions.secret(config, password, passwordFile);
    try {
      return new KeyMaterial(store.key(), file, BoundedFile.read(file, MAX_BYTES), secret);
    } catch (IOException e) {
      throw new IOException(store.key() + " cannot be read: " + e, e);
    }
  }

  boolean isSameAs(@Nullable KeyMaterial other) {
    return other != null
        && Arrays.equals(bytes, other.bytes)
        && Objects.equals(password, other.password);
  }

  String file() {
    return file;
  }

  char @Nullable [] password() {
    return password == null ? null : password.toCharArray();
  }

  KeyStore open() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(file.endsWith(".jks") ? "JKS" : "PKCS12");
    try {
      char[] secret = password();
      store.load(new ByteArrayInputStream(bytes), secret == null ? new char[0] : secret);
      return store;
    } catch (IOException | GeneralSecurityException e) {
      throw new IOException(option + " cannot be opened: " + e, e);
    }
  }
}
