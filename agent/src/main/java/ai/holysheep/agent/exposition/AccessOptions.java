package ai.holysheep.agent.exposition;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.config.Option;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The options that decide who may read the metrics. If one of them is set without the other that it
 * needs, nothing may be served: the operator meant to protect the metrics.
 */
final class AccessOptions {
  private AccessOptions() {}

  /** What is missing, as the rest of a log line; null if the options fit each other. */
  static @Nullable String problem(Config config) {
    boolean user = isSet(config, Option.METRICS_USERNAME);
    boolean password =
        isSet(config, Option.METRICS_PASSWORD) || isSet(config, Option.METRICS_PASSWORD_FILE);
    if (user && !password) {
      return "metrics.username is set without metrics.password or metrics.password-file";
    }
    if (password && !user) {
      return "a password is set without metrics.username";
    }
    String empty = firstEmpty(config);
    if (empty != null) {
      return empty + " is empty";
    }
    if (config.text(Option.METRICS_TLS_TRUSTSTORE) == null
        && (isSet(config, Option.METRICS_TLS_TRUSTSTORE_PASSWORD)
            || isSet(config, Option.METRICS_TLS_TRUSTSTORE_PASSWORD_FILE))) {
      return "a trust store's password is set without metrics.tls.truststore";
    }
    if (config.text(Option.METRICS_TLS_KEYSTORE) == null
        && (isSet(config, Option.METRICS_TLS_KEYSTORE_PASSWORD)
            || isSet(config, Option.METRICS_TLS_KEYSTORE_PASSWORD_FILE)
            || isSet(config, Option.METRICS_TLS_TRUSTSTORE))) {
      return "options of TLS are set without metrics.tls.keystore";
    }
    return null;
  }

  private static boolean isSet(Config config, Option option) {
    return config.text(option) != null;
  }

  /** The key of the first option that must have a value and has an empty one. */
  private static @Nullable String firstEmpty(Config config) {
    Option[] options = {
      Option.METRICS_USERNAME,
      Option.METRICS_PASSWORD_FILE,
      Option.METRICS_TLS_KEYSTORE,
      Option.METRICS_TLS_KEYSTORE_PASSWORD_FILE,
      Option.METRICS_TLS_TRUSTSTORE,
      Option.METRICS_TLS_TRUSTSTORE_PASSWORD_FILE
    };
    for (Option option : options) {
      if ("".equals(config.text(option))) {
        return option.key();
      }
    }
    return null;
  }

  /** Whether a client must show who it is. */
  static boolean areProtecting(Config config) {
    return isSet(config, Option.METRICS_USERNAME) || isSet(config, Option.METRICS_TLS_TRUSTSTORE);
  }

  /**
   * Null if the options ask for no password.
   *
   * @throws IOException if the password's file cannot be read, or if the password is empty
   */
  static @Nullable BasicCredentials credentials(Config config) throws IOException {
    String username = config.text(Option.METRICS_USERNAME);
    if (username == null) {
      return null;
    }
    String password = secret(config, Option.METRICS_PASSWORD, Option.METRICS_PASSWORD_FILE);
    if (password == null || password.isEmpty()) {
      throw new IOException("the password of metrics.username is empty");
    }
    return new BasicCredentials(username, password);
  }

  /** The value of one of these two options. An exception names the file. */
  static @Nullable String secret(Config config, Option option, Option fileOption)
      throws IOException {
    try {
      return config.secret(option, fileOption);
    } catch (IOException e) {
      throw new IOException(fileOption.key() + " cannot be read: " + e, e);
    }
  }
}
