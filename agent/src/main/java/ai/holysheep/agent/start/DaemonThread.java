package ai.holysheep.agent.start;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.FutureTask;

/**
 * Starts a daemon thread. It is privileged, so that the thread does not get the permissions of the
 * application's classes on the creator's stack.
 */
final class DaemonThread implements PrivilegedAction<Thread> {
  private final FutureTask<?> task;
  private final String name;

  private DaemonThread(FutureTask<?> task, String name) {
    this.task = task;
    this.name = name;
  }

  /**
   * @param task keeps what its work throws, so that no handler of the application gets it
   */
  static Thread start(FutureTask<?> task, String name) {
    return AccessController.doPrivileged(new DaemonThread(task, name));
  }

  @Override
  public Thread run() {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
