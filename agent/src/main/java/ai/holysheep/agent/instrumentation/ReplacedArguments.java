package ai.holysheep.agent.instrumentation;

import org.jspecify.annotations.Nullable;

/**
 * The arguments that a method gets instead of its caller's, in the order in which the handler got
 * them. Each must have its parameter's type.
 */
public abstract class ReplacedArguments {
  private final @Nullable Object[] replacements;

  protected ReplacedArguments(@Nullable Object... replacements) {
    this.replacements = replacements;
  }

  /** Returns the argument at this place of the handler, from 0. */
  public final @Nullable Object argument(int place, @Nullable Object original) {
    return place < replacements.length ? replacements[place] : original;
  }
}
