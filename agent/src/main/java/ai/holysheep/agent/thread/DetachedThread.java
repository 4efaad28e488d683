package ai.holysheep.agent.thread;

import java.lang.reflect.Field;

/**
 * A thread that keeps nothing of its creator. The creator may belong to any web application, and a
 * thread keeps things of its creator for ever: inheritable thread locals, a context class loader, a
 * thread group that may be destroyed, and the protection domains on the creator's stack. Each of
 * them would hold that application's class loader.
 */
final class DetachedThread {
  private DetachedThread() {}

  /**
   * Starts the thread as a daemon. Call it within {@code doPrivileged}, which cuts off the
   * creator's stack.
   *
   * @throws IllegalStateException if this JVM has no way to make such a thread
   */
  static void start(String name, Runnable work) {
    Thread thread;
    try {
      thread = create(topGroup(Thread.currentThread().getThreadGroup()), name, work);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no thread can be made that inherits nothing: " + e, e);
    }
    thread.setDaemon(true);
    thread.setContextClassLoader(DetachedThread.class.getClassLoader());
    thread.setUncaughtExceptionHandler(AgentThread.Silence.INSTANCE);
    thread.start();
  }

  private static ThreadGroup topGroup(ThreadGroup group) {
    ThreadGroup top = group;
    while (top.getParent() != null) {
      top = top.getParent();
    }
    return top;
  }

  private static Thread create(ThreadGroup group, String name, Runnable work)
      throws ReflectiveOperationException {
    try {
      return Thread.class
          .getConstructor(
              ThreadGroup.class, Runnable.class, String.class, long.class, boolean.class)
          .newInstance(group, work, name, 0L, false);
    } catch (NoSuchMethodException jdk8) {
      Thread thread = new Thread(group, work, name);
      Field locals = Thread.class.getDeclaredField("inheritableThreadLocals");
      locals.setAccessible(true);
      locals.set(thread, null);
      return thread;
    }
  }
}
