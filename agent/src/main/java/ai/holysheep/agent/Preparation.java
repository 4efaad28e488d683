package ai.holysheep.agent;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.instrumentation.weaving.Weaver;
import ai.holysheep.agent.thread.RootThread;
import java.security.AccessController;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;

/** Prepares weaving on a thread of the agent's while the application loads a client. */
public final class Preparation {
  static final Weaver WEAVER = new Weaver(SupportedClients.all());

  private Preparation() {}

  /** The application's classes are on the stack, which a security manager may not trust. */
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
      WEAVER.prepare();
    } catch (Throwable e) {
      // The first class that is woven does it all again.
      AgentErrors.countAndLog(AgentErrors.Stage.INSTRUMENTATION, e);
    }
  }
}
