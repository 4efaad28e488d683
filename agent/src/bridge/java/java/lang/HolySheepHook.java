package java.lang;

/**
 * The only class that woven code calls. It is defined inside {@code java.base}, because {@code
 * java.lang} is the only package that every class loader and every module sees. It uses only the
 * JDK. What its static methods catch is thrown where even the agent's own guards have no stack
 * left: they return what is neutral, and call nothing more.
 */
public abstract class HolySheepHook {
  /** While it is {@code null}, instrumented methods run unchanged. */
  private static volatile HolySheepHook installed;

  protected HolySheepHook() {}

  /**
   * Makes woven code report to this hook, for as long as the JVM lives.
   *
   * @throws IllegalStateException if there is one already: nobody turns the agent off unseen
   */
  public static synchronized void install(HolySheepHook hook) {
    if (installed != null) {
      throw new IllegalStateException("another HolySheep agent is in this JVM already");
    }
    installed = hook;
  }

  /** Whether woven code reports to this hook. */
  protected final boolean isInstalled() {
    return installed == this;
  }

  /**
   * A method is entered.
   *
   * @param type the instrumented class
   * @param point the number of the advice point in the class, from 0
   * @return a state for {@link #onExit}, or {@code null}
   */
  protected abstract Object onEnter(
      Class<?> type, int point, Object self, Object a, Object b, Object c);

  /** Returns the argument that replaces {@code original}, or {@code original}. */
  protected abstract Object onArgument(Object state, int place, Object original);

  /** A method returns or throws. Returns what the method must return. */
  protected abstract Object onExit(
      Class<?> type, int point, Object state, Object returned, Throwable thrown);

  /** A stream has read {@code count} bytes; -1 at its end. */
  protected abstract void onRead(
      Class<?> type, int point, Object self, byte[] bytes, int offset, int count);

  /** A stream is about to write these bytes. */
  protected abstract void onWrite(
      Class<?> type, int point, Object self, byte[] bytes, int offset, int length);

  /** A stream is about to write the lowest 8 bits of {@code b}. */
  protected abstract void onWriteByte(Class<?> type, int point, Object self, int b);

  /** A stream's {@code read} or {@code write} has thrown. */
  protected abstract void onFailure(Class<?> type, int point, Object self, Throwable thrown);

  public static Object enter(Class<?> type, int point, Object self, Object a, Object b, Object c) {
    try {
      HolySheepHook hook = installed;
      return hook == null ? null : hook.onEnter(type, point, self, a, b, c);
    } catch (Throwable e) {
      return null;
    }
  }

  public static Object argument(Object state, int place, Object original) {
    try {
      HolySheepHook hook = installed;
      return hook == null || state == null ? original : hook.onArgument(state, place, original);
    } catch (Throwable e) {
      return original;
    }
  }

  public static Object exit(
      Class<?> type, int point, Object state, Object returned, Throwable thrown) {
    try {
      HolySheepHook hook = installed;
      return hook == null ? returned : hook.onExit(type, point, state, returned, thrown);
    } catch (Throwable e) {
      return returned;
    }
  }

  public static void read(
      Class<?> type, int point, Object self, byte[] bytes, int offset, int count) {
    try {
      HolySheepHook hook = installed;
      if (hook != null) {
        hook.onRead(type, point, self, bytes, offset, count);
      }
    } catch (Throwable e) {
      // The agent misses these bytes.
    }
  }

  public static void write(
      Class<?> type, int point, Object self, byte[] bytes, int offset, int length) {
    try {
      HolySheepHook hook = installed;
      if (hook != null) {
        hook.onWrite(type, point, self, bytes, offset, length);
      }
    } catch (Throwable e) {
      // The agent misses these bytes.
    }
  }

  public static void writeByte(Class<?> type, int point, Object self, int b) {
    try {
      HolySheepHook hook = installed;
      if (hook != null) {
        hook.onWriteByte(type, point, self, b);
      }
    } catch (Throwable e) {
      // The agent misses this byte.
    }
  }

  public static void failed(Class<?> type, int point, Object self, Throwable thrown) {
    try {
      HolySheepHook hook = installed;
      if (hook != null) {
        hook.onFailure(type, point, self, thrown);
      }
    } catch (Throwable e) {
      // The agent misses the failure.
    }
  }
}
