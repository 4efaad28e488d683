package ai.holysheep.agent.exchange;

import ai.holysheep.agent.thread.AgentThread;

/**
 * One of the agent's threads. What it calls is not watched, whatever {@code hosts} says: the
 * agent's pushes are not the application's calls.
 */
public final class UnwatchedThread extends AgentThread {
  public UnwatchedThread(Runnable work, String name) {
    super(work, name);
  }

  static boolean isCurrent() {
    return Thread.currentThread() instanceof UnwatchedThread;
  }
}
