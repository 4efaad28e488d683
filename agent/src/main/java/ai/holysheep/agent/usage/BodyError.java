package ai.holysheep.agent.usage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An error that a response's body reports, in any vendor's shape. Immutable. */
public final class BodyError {
  private static final int MAX_CODE_LENGTH = 64;

  private final @Nullable String code;
  private final @Nullable String status;
  private final @Nullable String type;

  /**
   * @param code OpenAI's {@code code}, or an HTTP status in digits
   * @param status Gemini's {@code status}: a name, where its {@code code} is a number
   * @param type OpenAI's and Anthropic's {@code type}
   */
  BodyError(@Nullable String code, @Nullable String status, @Nullable String type) {
    this.code = code;
    this.status = status;
    this.type = type;
  }

  /**
   * The most specific name of the error, cut to 64 characters: its code, or the next name if the
   * code is a number; {@code null} if it has no name.
   */
  public @Nullable String code() {
    String best = null;
    for (String name : names()) {
      if (best == null || isNumber(best)) {
        best = isNumber(name) && best != null ? best : name;
      }
    }
    return best == null ? null : BoundedText.of(best, MAX_CODE_LENGTH);
  }

  /** All names of the error, the most specific first: code, status, type. */
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
