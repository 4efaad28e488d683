package ai.holysheep.agent.pricing;

import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/** Which model a name means. Immutable. */
final class ModelIdentity {
  final String base;

  /** The base's preview, if the name is a date of it. */
  final @Nullable String stage;

  /** For example {@code -001}; empty if the name has none. */
  private final String revision;

  /** The base without the numbers of its version. */
  private final String family;

  /** Whether the name means the latest version, and does not say which one that is. */
  private final boolean isMoving;

  ModelIdentity(ModelSpellings spellings) {
    base = spellings.base;
    stage = spellings.stage;
    revision = spellings.revision;
    family = family(base);
    isMoving = spellings.isLatest && family.equals(base);
  }

  /** {@code gemini-flash} of {@code gemini-2-5-flash} and of {@code gemini-3-flash-preview}. */
  private static String family(String base) {
    StringBuilder family = new StringBuilder();
    StringTokenizer words = new StringTokenizer(base, "-");
    while (words.hasMoreTokens()) {
      String word = words.nextToken();
      boolean isStage = word.equals("preview") && !words.hasMoreTokens();
      if (!isStage && !isNumber(word)) {
        family.append(family.length() == 0 ? "" : "-").append(word);
      }
    }
    return family.toString();
  }

  private static boolean isNumber(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) < '0' || word.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /**
   * A name without a revision means each of them. A dated preview means the model and its preview.
   * A latest version without a number means each version.
   */
  boolean isSame(ModelIdentity other) {
    if (base.equals(other.base)) {
      return revision.isEmpty() || other.revision.isEmpty() || revision.equals(other.revision);
    }
    return base.equals(other.stage)
        || other.base.equals(stage)
        || isMoving && base.equals(other.family)
        || other.isMoving && other.base.equals(family);
  }

  @Override
  public String toString() {
    return base + revision;
  }
}
