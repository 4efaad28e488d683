package ai.holysheep.agent.instrumentation;

import org.jspecify.annotations.Nullable;

/**
 * What woven code calls. It knows none of our classes and passes objects; adapters extend the typed
 * class of their {@link AdviceKind} instead of this one.
 *
 * <p>Called on the application's threads, several at once. What a handler throws is swallowed and
 * counted as {@code hook}, and the instrumented method goes on as without the agent.
 */
public abstract class AdviceHandler {
  /** The method is entered. Returns a state for {@link #exit}, or {@code null} for none. */
  public @Nullable Object enter(
      Object self, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
    return null;
  }

  /** The method returns or throws. Returns what it is to return. */
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
