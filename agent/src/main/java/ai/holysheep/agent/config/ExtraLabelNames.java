package ai.holysheep.agent.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether {@code metrics.labels} fits to the other options that name labels. */
final class ExtraLabelNames {
  private ExtraLabelNames() {}

  /**
   * Returns what is wrong with the names, or {@code null}.
   *
   * @param headers {@code attribution.headers}
   * @param constants {@code metrics.constant-labels}
   */
  static @Nullable String problem(
      List<String> names, @Nullable List<String> headers, Map<String, String> constants) {
    List<String> allowed = new ArrayList<>(ReservedLabels.EXTRA);
    if (headers != null) {
      for (String header : headers) {
        allowed.add(HeaderLabel.of(header));
      }
    }
    for (String name : names) {
      if (!allowed.contains(name)) {
        return "\"" + name + "\" is not allowed, must be one of " + String.join(", ", allowed);
      }
      if (constants.containsKey(name)) {
        return "\"" + name + "\" is not allowed, it is one of metrics.constant-labels already";
      }
    }
    return null;
  }
}
