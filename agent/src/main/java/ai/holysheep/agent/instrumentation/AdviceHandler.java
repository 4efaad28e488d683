package ai.holysheep.agent.instrumentation;

import org.jspecify.annotations.Nullable;

/**
 * The handler that woven code calls. Woven code sees no class of the agent, so it passes objects.
 * Adapters do not extend this class, but the typed class for their {@link AdviceKind}.
 *
 * <p>Several threads of the application may call it at once. What it throws is caught and counted
 * under the stage {@code hook}. The instrumented method then continues as without the agent. A
 * handler that throws after it has started an attempt must end the attempt first: nobody else has
 * it yet. At the exit, a state that is {@link Abandonable} ends it.
 */
public abstract class AdviceHandler {
  /** The method is entered. Returns a state for {@link #exit}, or {@code null}. */
  public @Nullable Object enter(
      Object self, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
    return null;
  }

  /** The method returns or throws. Returns what the method must return. */
  public @Nullable Object exit(
      @Nullable Object state, @Nullable Object returned, @Nullable Throwable thrown) {
    return returned;
  }

  /** The stream has read {@code count} bytes; -1 at its end. */
  public void read(Object self, byte[] bytes, int offset, int count) {}

  /** The stream is about to write these bytes. */
  public void write(Object self, byte[] bytes, int offset, int length) {}

  /** The stream is about to write the lowest 8 bits of {@code b}. */
  public void writeByte(Object self, int b) {}

  /** The stream's {@code read} or {@code write} has thrown. */
  public void failed(Object self, Throwable thrown) {}
}
