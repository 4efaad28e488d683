package ai.holysheep.agent.usage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An error as a body tells of it, in any vendor's shape. Immutable. */
public final class BodyError {
  private static final int MAX_CODE = 64;

  private final @Nullable String code;
  private final @Nullable String status;
  private final @Nullable String type;

  /**
   * @param code OpenAI's {@code code}, or an HTTP status in digits
   * @param status Gemini's {@code status}, a name where its {@code code} is a number
   * @param type OpenAI's and Anthropic's {@code type}
   */
  BodyError(@Nullable String code, @Nullable String status, @Nullable String type) {
    this.code = code;
    this.status = status;
    this.type = type;
  }

  /**
   * The most particular name that the error has, in 64 characters at most: its code, unless that is
   * a mere number and there are words; {@code null} if it has none at all.
   */
  public @Nullable String code() {
    String best = null;
    for (String name : names()) {
      if (best == null || isNumber(best)) {
        best = isNumber(name) && best != null ? best : name;
      }
    }
    return best == null || best.length() <= MAX_CODE ? best : best.substring(0, MAX_CODE);
  }

  /** All that the error is called, the most particular first. */
  public List<String> names() {
    List<String> names = new ArrayList<>(3);
    for (String name : new @Nullable String[] {code, status, type}) {
      if (name != null && !name.isEmpty()) {
        names.add(name);
      }
    }
    return names;
  }

  private static boolean isNumber(String name) {
    return Character.isDigit(name.charAt(0));
  }
}
