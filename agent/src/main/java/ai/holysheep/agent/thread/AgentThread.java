package ai.holysheep.agent.thread;

/**
 * A daemon thread of the agent's, with nothing of the application's. It is deaf to interrupts: an
 * application that interrupts every thread it finds would have it spin, or close its file.
 */
public class AgentThread extends Thread {
  public AgentThread(Runnable work, String name) {
    super(null, work, name, 0);
    setDaemon(true);
    setContextClassLoader(AgentThread.class.getClassLoader());
  }

  @Override
  public void interrupt() {
    // Nobody but the agent ends it.
  }
}
