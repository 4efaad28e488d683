package ai.holysheep.agent.exchange;

import ai.holysheep.agent.thread.AgentThread;

/**
 * A thread of the agent whose HTTP calls are not watched, whatever the option {@code hosts} allows:
 * the agent's pushes are not calls of the application.
 */
public final class UnwatchedThread extends AgentThread {
  public UnwatchedThread(Runnable work, String name) {
    super(work, name);
  }

  static boolean isCurrent() {
    return Thread.currentThread() instanceof UnwatchedThread;
  }
}
