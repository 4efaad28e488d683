package ai.holysheep.agent.exchange;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a request's target tells: where the call goes, and at times the model. */
final class RequestPath {
  private static final int MAX_LENGTH = 256;

  private RequestPath() {}

  /**
   * The path alone: clients may show a query, which can hold a key, or the whole URL, which can
   * hold a password.
   */
  static @Nullable String of(@Nullable String target) {
    if (target == null) {
      return null;
    }
    int scheme = target.indexOf("://");
    int query = end(target);
    int from = scheme < 0 || scheme > query ? 0 : target.indexOf('/', scheme + 3);
    if (from < 0 || from >= query) {
      return "/";
    }
    return target.substring(from, Math.min(query, from + MAX_LENGTH));
  }

  private static int end(String target) {
    for (int i = 0; i < target.length(); i++) {
      if (target.charAt(i) == '?' || target.charAt(i) == '#') {
        return i;
      }
    }
    return target.length();
  }

  /** {@code gemini-2.5-flash} in {@code /v1beta/models/gemini-2.5-flash:streamGenerateContent}. */
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
