package ai.holysheep.agent.thread;

import java.lang.reflect.Field;

/**
 * The agent's first thread, which all others come from. The thread that makes it may be any of the
 * application's, and a thread keeps for ever what it has of its maker: inheritable thread locals, a
 * context class loader, a thread group that may be destroyed, and the protection domains on the
 * maker's stack. Each of them would hold the class loader of a web application.
 */
public final class OwnThread {
  private OwnThread() {}

  /** To be called as privileged, which cuts off the maker's stack. */
  public static void start(String name, Runnable work) throws ReflectiveOperationException {
    Thread thread = thread(top(Thread.currentThread().getThreadGroup()), name, work);
    thread.setDaemon(true);
    thread.setContextClassLoader(OwnThread.class.getClassLoader());
    thread.start();
  }

  private static ThreadGroup top(ThreadGroup group) {
    ThreadGroup top = group;
    while (top.getParent() != null) {
      top = top.getParent();
    }
    return top;
  }

  private static Thread thread(ThreadGroup group, String name, Runnable work)
      throws ReflectiveOperationException {
    try {
      return Thread.class
          .getConstructor(
              ThreadGroup.class, Runnable.class, String.class, long.class, boolean.class)
          .newInstance(group, work, name, 0L, false);
    } catch (NoSuchMethodException olderThan9) {
      Thread thread = new Thread(group, work, name);
      Field locals = Thread.class.getDeclaredField("inheritableThreadLocals");
      locals.setAccessible(true);
      locals.set(thread, null);
      return thread;
    }
  }
}
