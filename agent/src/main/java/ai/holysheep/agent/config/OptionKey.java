package ai.holysheep.agent.config;

import java.util.Arrays;
import java.util.List;

/** What a key of the configuration may be, as far as its text shows. */
final class OptionKey {
  /** The first segments of the options' keys. */
  private static final List<String> OURS =
      Arrays.asList(
          "metrics",
          "ledger",
          "pushgateway",
          "pricing",
          "otlp",
          "caller",
          "attribution",
          "budget",
          "log",
          "config",
          "instrumentation",
          "hosts",
          "enabled");

  private OptionKey() {}

  /** Such as a misspelt key. */
  static boolean isLikeAnOption(String key) {
    return OURS.contains(key.split("[.]", 2)[0]) && isShown(key);
  }

  static boolean mayHoldSecret(String key) {
    return key.endsWith("password")
        || key.equals(Option.PUSHGATEWAY_ADDRESS.key)
        || key.equals(Option.OTLP_ENDPOINT.key);
  }

  /** What is behind a comma in a password looks like another entry. */
  static boolean isShown(String key) {
    return key.matches("[a-z0-9]+([.-][a-z0-9]+)+");
  }
}
