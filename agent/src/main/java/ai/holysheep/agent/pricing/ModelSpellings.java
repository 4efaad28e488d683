package ai.holysheep.agent.pricing;

import java.util.List;

/** What the rules of {@code model-names.txt} say of one name. Immutable. */
final class ModelSpellings {
  /** The name and what is left of it without its prefixes and suffixes, as written. */
  final List<String> closestFirst;

  /** The shortest of them. */
  final String base;

  /** For example {@code -001}; empty if the name has none. */
  final String revision;

  /** Whether the name has a variant, such as {@code :free}, whose price is another one. */
  final boolean hasVariant;

  ModelSpellings(List<String> closestFirst, String base, String revision, boolean hasVariant) {
    this.closestFirst = closestFirst;
    this.base = base;
    this.revision = revision;
    this.hasVariant = hasVariant;
  }
}
