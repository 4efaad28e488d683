package ai.holysheep.agent.pricing;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The spellings of a model's name. Nothing is guessed: {@code gpt-4.1-mini} is a different model
 * from {@code gpt-4.1}.
 */
public final class ModelName {
  private static final Pattern DATE =
      Pattern.compile("(-\\d{4}-\\d{2}-\\d{2}|[-@]\\d{8}|[-@]latest)$");

  private ModelName() {}

  /** Whether two names are spellings of one model. */
  public static boolean same(String one, String other) {
    return one.equals(other) || base(one).equals(base(other));
  }

  /**
   * The name without its vendor ({@code openai/}) and without its date or {@code latest}, with
   * {@code -} for {@code .}, in lower case.
   */
  public static String base(String model) {
    return withoutDate(withoutVendor(normalize(model)));
  }

  /** The name in lower case, with {@code -} for {@code .}; vendor and date stay. */
  static String normalize(String model) {
    return model.replace('.', '-').toLowerCase(Locale.ROOT);
  }

  static String withoutVendor(String normalized) {
    return normalized.substring(normalized.lastIndexOf('/') + 1);
  }

  static String withoutDate(String normalized) {
    return DATE.matcher(normalized).replaceFirst("");
  }
}
