package java.lang;

/**
 * The one class that instrumented code calls. It is defined inside {@code java.base}, because
 * package {@code java.lang} is the only one that every class loader and every module sees. It
 * refers to nothing but the JDK, and no method of it throws.
 */
public abstract class HolySheepHook {
  /** Set once by the agent, from any thread; {@code null} lets every call through untouched. */
  public static volatile HolySheepHook installed;

  protected HolySheepHook() {}

  /**
   * Returns a token for {@link #after}, or {@code null} when the call is none of the agent's
   * business.
   */
  protected abstract Object onEnter(Class<?> hooked, Object self, Object a, Object b, Object c);

  /**
   * Returns what the instrumented method shall return: {@code returned} itself or a delegate of it.
   */
  protected abstract Object onExit(
      Class<?> hooked, Object token, Object returned, Throwable thrown);

  /** Bytes that a stream has read, or is about to write; {@code length} is -1 at the end. */
  protected abstract void onBytes(
      Class<?> hooked, Object self, byte[] bytes, int offset, int length);

  public static Object before(Class<?> hooked, Object self, Object a, Object b, Object c) {
    HolySheepHook hook = installed;
    return hook == null ? null : hook.onEnter(hooked, self, a, b, c);
  }

  public static void bytes(Class<?> hooked, Object self, byte[] bytes, int offset, int length) {
    HolySheepHook hook = installed;
    if (hook != null) {
      hook.onBytes(hooked, self, bytes, offset, length);
    }
  }

  public static Object after(Class<?> hooked, Object token, Object returned, Throwable thrown) {
    HolySheepHook hook = installed;
    return hook == null ? returned : hook.onExit(hooked, token, returned, thrown);
  }

  /** The argument that replaces {@code original}, where a token carries replacements. */
  public static Object argument(Object token, int index, Object original) {
    return token instanceof Object[] ? ((Object[]) token)[index] : original;
  }
}
