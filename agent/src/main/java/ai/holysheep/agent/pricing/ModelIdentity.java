package ai.holysheep.agent.pricing;

/** Which model a name means. Immutable. */
final class ModelIdentity {
  final String base;

  /** For example {@code -001}; empty if the name has none. */
  private final String revision;

  ModelIdentity(String base, String revision) {
    this.base = base;
    this.revision = revision;
  }

  /** A name without a revision means each of them. */
  boolean isSame(ModelIdentity other) {
    return base.equals(other.base)
        && (revision.isEmpty() || other.revision.isEmpty() || revision.equals(other.revision));
  }

  @Override
  public String toString() {
    return base + revision;
  }
}
