package ai.holysheep.agent.start;

import java.io.File;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.security.AccessController;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Reaches the class {@code AgentRuntime}, the core, which each try loads in a new loader. */
final class RuntimeStart {
  private final Instrumentation instrumentation;
  private final @Nullable String arguments;
  private final CountDownLatch loggingStarted;

  RuntimeStart(
      Instrumentation instrumentation, @Nullable String arguments, CountDownLatch loggingStarted) {
    this.instrumentation = instrumentation;
    this.arguments = arguments;
    this.loggingStarted = loggingStarted;
  }

  /** Privileged: a security manager may not trust the application's classes on the stack. */
  ClassFileTransformer in(ClassLoader loader, @Nullable File reply)
      throws PrivilegedActionException {
    return AccessController.doPrivileged(new Action(loader, reply));
  }

  /** Returns false if the option {@code enabled} is false: nothing is there to switch. */
  static boolean switchTo(ClassFileTransformer core, boolean on)
      throws ReflectiveOperationException {
    return (Boolean) core.getClass().getMethod("switchTo", boolean.class).invoke(core, on);
  }

  /** A guess before the options are read. A wrong one only costs time. */
  boolean isSwitchedOff() {
    return arguments != null && arguments.contains("enabled=false")
        || "false".equals(System.getProperty("holysheep.enabled"))
        || "false".equals(System.getenv("HOLYSHEEP_ENABLED"));
  }

  /** What was thrown, without what reflection and privileged actions put around it. */
  static Throwable rootCause(Throwable e) {
    Throwable cause = e;
    while ((cause instanceof PrivilegedActionException
            || cause instanceof InvocationTargetException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private final class Action implements PrivilegedExceptionAction<ClassFileTransformer> {
    private final ClassLoader loader;
    private final @Nullable File reply;

    Action(ClassLoader loader, @Nullable File reply) {
      this.loader = loader;
      this.reply = reply;
    }

    @Override
    public ClassFileTransformer run() throws ReflectiveOperationException {
      return (ClassFileTransformer)
          loader
              .loadClass("ai.holysheep.agent.AgentRuntime")
              .getMethod(
                  "start", Instrumentation.class, String.class, CountDownLatch.class, File.class)
              .invoke(null, instrumentation, arguments, loggingStarted, reply);
    }
  }
}
