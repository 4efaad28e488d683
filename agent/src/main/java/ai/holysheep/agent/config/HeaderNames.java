package ai.holysheep.agent.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the value of {@code attribution.headers}. */
final class HeaderNames {
  private static final int MAX_NAMES = 8;

  /** In lower case. A field whose name has one of these carries a secret, not an owner. */
  private static final List<String> SECRETS =
      Arrays.asList(
          "authorization",
          "cookie",
          "api-key",
          "apikey",
          "auth-key",
          "access-key",
          "subscription-key",
          "functions-key",
          "token",
          "secret",
          "password",
          "credential",
          "signature");

  private HeaderNames() {}

  /**
   * @throws IllegalArgumentException if a name is no field's, or may carry a secret, or if its
   *     label is the agent's own or that of another one
   */
  static List<String> parse(String text) {
    List<String> names = new ArrayList<>();
    Set<String> labels = new HashSet<>();
    for (String part : text.split("[,;]", -1)) {
      String name = part.trim();
      String label = name.isEmpty() ? "" : HeaderLabel.of(name);
      if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}")
          || isSecret(name)
          || !ReservedLabels.isFree(label)
          || !labels.add(label)) {
        throw new IllegalArgumentException(name);
      }
      names.add(name);
    }
    if (names.size() > MAX_NAMES) {
      throw new IllegalArgumentException(text);
    }
    return names;
  }

  private static boolean isSecret(String name) {
    String lowerCase = name.toLowerCase(Locale.ROOT).replace('_', '-');
    if (lowerCase.endsWith("auth")) {
      return true;
    }
    for (String secret : SECRETS) {
      if (lowerCase.contains(secret)) {
        return true;
      }
    }
    return false;
  }
}
