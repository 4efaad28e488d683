package ai.holysheep.agent.hook;

import org.jspecify.annotations.Nullable;

/**
 * What a hook does; an adapter implements it against its client's API. Called on the application's
 * threads, any number at once. What it throws is swallowed and counted, and the instrumented method
 * goes on as without the agent.
 */
public abstract class HookHandler {
  /**
   * Called at the method's entry.
   *
   * @return a token for {@link #after}, or {@code null} to have nothing to do with the call; an
   *     {@code Object[]} replaces the first two arguments by its first two elements
   */
  public @Nullable Object before(Object self, @Nullable Object a, @Nullable Object b) {
    return null;
  }

  /**
   * Called at the method's exit; for a {@code CALL} hook only with a token.
   *
   * @return what the method shall return
   */
  public @Nullable Object after(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    return returned;
  }
}
