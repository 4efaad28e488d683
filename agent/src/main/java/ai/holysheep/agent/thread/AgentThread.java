package ai.holysheep.agent.thread;

/**
 * A daemon thread of the agent, which has the agent's context class loader. It ignores interrupts:
 * an application may interrupt every thread that it finds, which would make the thread spin or
 * close its file.
 */
public class AgentThread extends Thread {
  public AgentThread(Runnable work, String name) {
    super(null, work, name, 0);
    setDaemon(true);
    setContextClassLoader(AgentThread.class.getClassLoader());
  }

  @Override
  public void interrupt() {
    // Only the agent ends its threads.
  }
}
