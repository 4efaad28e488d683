package ai.holysheep.agent.thread;

/**
 * A daemon thread of the agent, which has the agent's context class loader. It ignores interrupts:
 * an application may interrupt every thread that it finds, which would make the thread spin or
 * close its file. What its work throws never reaches the handlers of the application.
 *
 * <p>It inherits from the thread that creates it. Create it on a thread of the agent, or as a
 * {@link SupervisedThread}.
 */
public class AgentThread extends Thread {
  public AgentThread(Runnable work, String name) {
    // Named, since without it a security manager of the application chooses the group.
    super(Thread.currentThread().getThreadGroup(), work, name, 0);
    setDaemon(true);
    setContextClassLoader(AgentThread.class.getClassLoader());
    setUncaughtExceptionHandler(Silence.INSTANCE);
  }

  @Override
  public void interrupt() {
    // Only the agent ends its threads.
  }

  /** Without it the application's default handler gets the exception, and may end the JVM. */
  static final class Silence implements UncaughtExceptionHandler {
    static final Silence INSTANCE = new Silence();

    @Override
    public void uncaughtException(Thread thread, Throwable fault) {
      // Work that matters runs on a SupervisedThread, which counts its faults.
    }
  }
}
