package ai.holysheep.agent.config;

import java.util.Locale;

/** The label of a header field: {@code x_team} of {@code X-Team}. */
public final class HeaderLabel {
  private HeaderLabel() {}

  /** In lower case, with {@code _} for what is neither a letter nor a digit. */
  public static String of(String header) {
    String label = header.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
    return Character.isDigit(label.charAt(0)) ? '_' + label : label;
  }
}
