package ai.holysheep.agent.exchange;

/**
 * A daemon thread of the agent's own. What it calls is not watched, whatever {@code hosts} says:
 * the agent's pushes are not the application's calls.
 */
public final class UnwatchedThread extends Thread {
  public UnwatchedThread(Runnable work, String name) {
    super(null, work, name, 0);
    setDaemon(true);
    setContextClassLoader(UnwatchedThread.class.getClassLoader());
  }

  static boolean isCurrent() {
    return Thread.currentThread() instanceof UnwatchedThread;
  }
}
