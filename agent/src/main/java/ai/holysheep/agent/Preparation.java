package ai.holysheep.agent;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.thread.RootThread;
import java.security.AccessController;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;

/** Prepares weaving on a thread of the agent while the application loads a client. */
public final class Preparation {
  private Preparation() {}

  /** Privileged: a security manager may not trust the application's classes on the stack. */
  public static void start() throws PrivilegedActionException {
    AccessController.doPrivileged(
        (PrivilegedExceptionAction<Void>)
            () -> {
              RootThread.start("holysheep-agent-prepare", Preparation::run);
              return null;
            });
  }

  private static void run() {
    try {
      SharedWeaver.INSTANCE.prepare();
    } catch (Throwable e) {
      // The first weaving does the same work again.
      AgentErrors.countAndLog(AgentErrors.Stage.INSTRUMENTATION, e);
    }
  }
}
