package ai.holysheep.agent.thread;

import java.lang.reflect.Field;

/**
 * The agent's first thread, which starts all others. The thread that creates it may belong to any
 * web application, and a thread keeps things of its creator for ever: inheritable thread locals, a
 * context class loader, a thread group that may be destroyed, and the protection domains on the
 * creator's stack. Each of them would hold that application's class loader. This thread keeps none.
 */
public final class RootThread {
  private RootThread() {}

  /**
   * Starts the thread as a daemon. Call it within {@code doPrivileged}, which cuts off the
   * creator's stack.
   */
  public static void start(String name, Runnable work) throws ReflectiveOperationException {
    Thread thread = create(topGroup(Thread.currentThread().getThreadGroup()), name, work);
    thread.setDaemon(true);
    thread.setContextClassLoader(RootThread.class.getClassLoader());
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
