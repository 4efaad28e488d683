package ai.holysheep.agent.usage;

import org.jspecify.annotations.Nullable;

/**
 * What a response says of itself: which answer it shows, and whether that answer is finished.
 * Immutable; {@code null} for what it does not say.
 */
public final class Answer {
  /** Of a response that says nothing of itself. */
  public static final Answer NONE = new Answer(null, null, null, null);

  /** The key {@code id}: for example {@code resp_123}. */
  public final @Nullable String id;

  /** The key {@code object}: for example {@code response}, {@code thread.run}, {@code batch}. */
  public final @Nullable String kind;

  /** The key {@code status}: for example {@code queued}, {@code in_progress}, {@code completed}. */
  public final @Nullable String status;

  /** The key {@code background}: whether the answer is made while no request waits for it. */
  public final @Nullable Boolean background;

  Answer(
      @Nullable String id,
      @Nullable String kind,
      @Nullable String status,
      @Nullable Boolean background) {
    this.id = id;
    this.kind = kind;
    this.status = status;
    this.background = background;
  }
}
