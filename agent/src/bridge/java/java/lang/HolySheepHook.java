package java.lang;

/**
 * The only class that woven code calls. It is defined inside {@code java.base}, because {@code
 * java.lang} is the only package that every class loader and every module sees. It uses only the
 * JDK, and its static methods never throw.
 */
public abstract class HolySheepHook {
  /** The agent sets it once. While it is {@code null}, instrumented methods run unchanged. */
  public static volatile HolySheepHook installed;

  protected HolySheepHook() {}

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
    HolySheepHook hook = installed;
    return hook == null ? null : hook.onEnter(type, point, self, a, b, c);
  }

  public static Object argument(Object state, int place, Object original) {
    HolySheepHook hook = installed;
    return hook == null || state == null ? original : hook.onArgument(state, place, original);
  }

  public static Object exit(
      Class<?> type, int point, Object state, Object returned, Throwable thrown) {
    HolySheepHook hook = installed;
    return hook == null ? returned : hook.onExit(type, point, state, returned, thrown);
  }

  public static void read(
      Class<?> type, int point, Object self, byte[] bytes, int offset, int count) {
    HolySheepHook hook = installed;
    if (hook != null) {
      hook.onRead(type, point, self, bytes, offset, count);
    }
  }

  public static void write(
      Class<?> type, int point, Object self, byte[] bytes, int offset, int length) {
    HolySheepHook hook = installed;
    if (hook != null) {
      hook.onWrite(type, point, self, bytes, offset, length);
    }
  }

  public static void writeByte(Class<?> type, int point, Object self, int b) {
    HolySheepHook hook = installed;
    if (hook != null) {
      hook.onWriteByte(type, point, self, b);
    }
  }

  public static void failed(Class<?> type, int point, Object self, Throwable thrown) {
    HolySheepHook hook = installed;
    if (hook != null) {
      hook.onFailure(type, point, self, thrown);
    }
  }
}
