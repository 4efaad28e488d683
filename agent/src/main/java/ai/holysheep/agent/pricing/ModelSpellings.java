package ai.holysheep.agent.pricing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the rules of {@code model-names.txt} say of one name. Immutable. */
public final class ModelSpellings {
  /** The name and what is left of it without its prefixes and suffixes, normalized. */
  final List<String> closestFirst;

  /** The same in lower case, with each {@code .} that the name has. */
  public final List<String> writtenClosestFirst;

  /** The shortest of them. */
  final String base;

  /** For example {@code -001}; empty if the name has none. */
  final String revision;

  /**
   * The name with its stage and without the date behind it; {@code null} if it has no date there.
   */
  final @Nullable String stage;

  /** Whether the name says that it is the latest version, whichever that is. */
  final boolean isLatest;

  /** Whether the name has a variant, such as {@code :free}, whose price is another one. */
  final boolean hasVariant;

  ModelSpellings(
      List<String> writtenClosestFirst,
      String base,
      String revision,
      @Nullable String stage,
      boolean isLatest,
      boolean hasVariant) {
    this.writtenClosestFirst = writtenClosestFirst;
    List<String> normalized = new ArrayList<>(writtenClosestFirst.size());
    for (String spelling : writtenClosestFirst) {
      normalized.add(normalize(spelling));
    }
    closestFirst = Collections.unmodifiableList(normalized);
    this.base = base;
    this.revision = revision;
    this.stage = stage;
    this.isLatest = isLatest;
    this.hasVariant = hasVariant;
  }

  /** The name in lower case, with {@code -} for {@code .}. */
  public static String normalize(String model) {
    return model.replace('.', '-').toLowerCase(Locale.ROOT);
  }
}
