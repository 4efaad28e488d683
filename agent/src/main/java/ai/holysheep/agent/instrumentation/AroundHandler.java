package ai.holysheep.agent.instrumentation;

import org.jspecify.annotations.Nullable;

/**
 * Advice around a method. There is one subclass for each number of passed arguments. A unit test
 * compares the type arguments with the parameters that the descriptor passes.
 *
 * @param <T> the state from entry to exit; a {@link ReplacedArguments} also replaces arguments
 * @param <R> what the method returns
 */
@SuppressWarnings("unchecked") // The verifier has checked what the woven method passes.
public abstract class AroundHandler<T, R> extends AdviceHandler {
  private AroundHandler() {}

  /**
   * The method returns or throws. Not called if the entry returned no state.
   *
   * @return what the method must return
   */
  protected abstract @Nullable R onExit(T state, @Nullable R returned, @Nullable Throwable thrown);

  @Override
  public final @Nullable Object exit(
      @Nullable Object state, @Nullable Object returned, @Nullable Throwable thrown) {
    return state == null ? returned : onExit((T) state, (R) returned, thrown);
  }

  /** Gets the object whose method is called, and no argument. */
  public abstract static class OfSelf<S, T, R> extends AroundHandler<T, R> {
    protected abstract @Nullable T onEnter(S self);

    @Override
    public final @Nullable Object enter(
        Object self, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
      return onEnter((S) self);
    }
  }

  /** Gets one argument. */
  public abstract static class OfOne<A, T, R> extends AroundHandler<T, R> {
    protected abstract @Nullable T onEnter(@Nullable A argument);

    @Override
    public final @Nullable Object enter(
        Object self, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
      return onEnter((A) a);
    }
  }

  /** Gets two arguments. */
  public abstract static class OfTwo<A, B, T, R> extends AroundHandler<T, R> {
    protected abstract @Nullable T onEnter(@Nullable A first, @Nullable B second);

    @Override
    public final @Nullable Object enter(
        Object self, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
      return onEnter((A) a, (B) b);
    }
  }

  /** Gets three arguments. */
  public abstract static class OfThree<A, B, C, T, R> extends AroundHandler<T, R> {
    protected abstract @Nullable T onEnter(
        @Nullable A first, @Nullable B second, @Nullable C third);

    @Override
    public final @Nullable Object enter(
        Object self, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
      return onEnter((A) a, (B) b, (C) c);
    }
  }
}
