package ai.holysheep.agent.instrumentation;

import org.jspecify.annotations.Nullable;

/**
 * Advice for a method's entry.
 *
 * @param <S> the type of the object whose method is called
 * @param <A> the type of the passed argument; {@code Object} if it is not used
 */
@SuppressWarnings("unchecked") // The verifier has checked what the woven method passes.
public abstract class EntryHandler<S, A> extends AdviceHandler {
  protected abstract void onEntry(S self, @Nullable A argument);

  @Override
  public final @Nullable Object enter(
      Object self, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
    onEntry((S) self, (A) a);
    return null;
  }
}
