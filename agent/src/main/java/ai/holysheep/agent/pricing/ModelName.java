package ai.holysheep.agent.pricing;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The same model under its several spellings. Nothing is guessed: {@code gpt-4.1-mini} is another
 * model than {@code gpt-4.1}.
 */
public final class ModelName {
  private static final Pattern DATED =
      Pattern.compile("(-\\d{4}-\\d{2}-\\d{2}|[-@]\\d{8}|[-@]latest)$");

  private ModelName() {}

  /**
   * The name without vendor ({@code openai/}), date or {@code latest}, with {@code -} for {@code
   * .}, in lower case.
   */
  public static String base(String model) {
    return undated(withoutVendor(plain(model)));
  }

  public static boolean same(String one, String other) {
    return one.equals(other) || base(one).equals(base(other));
  }

  /** In lower case, with {@code -} for {@code .}; vendor and date stay. */
  static String plain(String model) {
    return model.replace('.', '-').toLowerCase(Locale.ROOT);
  }

  static String withoutVendor(String plain) {
    return plain.substring(plain.lastIndexOf('/') + 1);
  }

  static String undated(String plain) {
    return DATED.matcher(plain).replaceFirst("");
  }
}
