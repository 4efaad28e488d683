package ai.holysheep.agent.usage;

import org.jspecify.annotations.Nullable;

/** Makes answers for tests of other packages. */
public final class Answers {
  private Answers() {}

  public static Answer of(
      @Nullable String id,
      @Nullable String kind,
      @Nullable String status,
      @Nullable Boolean background) {
    return new Answer(id, kind, status, background);
  }
}
