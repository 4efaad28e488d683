package ai.holysheep.agent.exchange;

import ai.holysheep.agent.usage.BoundedText;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the endpoint, and sometimes the model, from a request's path or URL. */
final class RequestPath {
  private static final int MAX_LENGTH = 256;

  private RequestPath() {}

  /**
   * The path alone, at most 256 characters. A query can contain a key, and a URL a password: some
   * clients pass them.
   */
  static @Nullable String endpoint(@Nullable String target) {
    if (target == null) {
      return null;
    }
    int scheme = target.indexOf("://");
    int end = endOfPath(target);
    int start = scheme < 0 || scheme > end ? 0 : target.indexOf('/', scheme + 3);
    if (start < 0 || start >= end) {
      return "/";
    }
    return BoundedText.of(target.substring(start, end), MAX_LENGTH);
  }

  private static int endOfPath(String target) {
    for (int i = 0; i < target.length(); i++) {
      if (target.charAt(i) == '?' || target.charAt(i) == '#') {
        return i;
      }
    }
    return target.length();
  }

  /**
   * The model in a path of Gemini's style: for example {@code gemini-2.5-flash} in {@code
   * /v1beta/models/gemini-2.5-flash:streamGenerateContent}; {@code null} in all other paths.
   */
  static @Nullable String model(@Nullable String path) {
    int models = path == null ? -1 : path.indexOf("/models/");
    int colon = path == null ? -1 : path.indexOf(':', models + 1);
    if (path == null || models < 0 || colon < 0) {
      return null;
    }
    String action = path.substring(colon + 1).toLowerCase(Locale.ROOT);
    boolean gemini =
        action.contains("generatecontent")
            || action.startsWith("embed")
            || action.startsWith("batchembed");
    String model = path.substring(models + "/models/".length(), colon);
    return gemini && !model.isEmpty() ? model : null;
  }
}
