package ai.holysheep.agent.pricing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the rules of {@code model-names.txt} say of one name. Immutable. */
final class ModelSpellings {
  /** The name and what is left of it without its prefixes and suffixes, as written. */
  final List<String> closestFirst;

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
      List<String> closestFirst,
      String base,
      String revision,
      @Nullable String stage,
      boolean isLatest,
      boolean hasVariant) {
    this.closestFirst = closestFirst;
    this.base = base;
    this.revision = revision;
    this.stage = stage;
    this.isLatest = isLatest;
    this.hasVariant = hasVariant;
  }
}
