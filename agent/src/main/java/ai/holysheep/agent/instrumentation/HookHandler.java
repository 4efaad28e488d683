package ai.holysheep.agent.instrumentation;

import org.jspecify.annotations.Nullable;

/**
 * What a hook does; an adapter implements it against its client's API. Called on the application's
 * threads, any number at once. What it throws is swallowed and counted, and the instrumented method
 * goes on as without the agent.
 */
public abstract class HookHandler {
  /**
   * Called at the method's entry, with what its hook passes.
   *
   * @return a token for {@link #after}, or {@code null} to have nothing to do with the call; an
   *     {@code Object[]} replaces the passed arguments by its elements
   */
  public @Nullable Object before(
      Object self, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
    return null;
  }

  /**
   * Called with bytes that a stream has read or is about to write.
   *
   * @param bytes {@code null} for a single one, which {@code offset} then is
   * @param length -1 at the stream's end
   */
  public void bytes(Object self, byte @Nullable [] bytes, int offset, int length) {}

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
