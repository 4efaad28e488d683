package ai.holysheep.agent.config;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Label names that the agent or Prometheus uses itself. */
final class ReservedLabels {
  /** What {@code metrics.labels} may name, beside the labels of header fields. */
  static final List<String> EXTRA =
      Collections.unmodifiableList(
          Arrays.asList("caller", "entry", "endpoint", "client", "user", "api_key"));

  private static final List<String> OTHERS =
      Arrays.asList(
          "model",
          "status_code",
          "error_type",
          "token_type",
          "detail",
          "part",
          "reason",
          "response_model",
          "stage",
          "le",
          "outcome",
          "version",
          "java_version",
          "source",
          "label",
          "quantile");

  private static final List<String> OWNERS = Arrays.asList("entry", "user", "api_key");

  private ReservedLabels() {}

  /** Whether this label may be that of a header field. */
  static boolean isFree(String name) {
    return !name.startsWith("__") && !EXTRA.contains(name) && !OTHERS.contains(name);
  }

  /** Whether this label may be a constant one, unless {@code metrics.labels} names it. */
  static boolean isFreeForConstant(String name) {
    return isFree(name) || OWNERS.contains(name);
  }
}
