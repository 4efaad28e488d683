package ai.holysheep.agent.instrumentation;

import org.jspecify.annotations.Nullable;

/**
 * The arguments that a method gets in place of those that its caller gave, in the order in which
 * the handler got them. Each must have its parameter's type.
 */
public abstract class ReplacedArguments {
  private final @Nullable Object[] replacements;

  protected ReplacedArguments(@Nullable Object... replacements) {
    this.replacements = replacements;
  }

  /** The argument that the handler got at this place, from 0. */
  public final @Nullable Object argument(int place, @Nullable Object original) {
    return place < replacements.length ? replacements[place] : original;
  }
}
