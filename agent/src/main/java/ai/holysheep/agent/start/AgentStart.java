package ai.holysheep.agent.start;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What {@code HolySheepAgent} uses, by reflection, once a client loads or a command comes. It gets
 * the class files of instrumented classes and no others. This package has no lambdas, since it runs
 * on the application's threads, and no static initializers: one that fails without memory would end
 * the agent.
 */
public final class AgentStart implements ClassFileTransformer {
  private final RuntimeStart runtime;
  private final CoreStarter starter;
  private final Commands commands;

  /**
   * Connects the parts of this package, and starts nothing.
   *
   * @param leftOut set where a class has loaded without its advice that a thread can still add;
   *     {@link #weaveLater} is then called when the next class loads
   * @param loaders makes a new loader of the core
   * @param instrumented whether a class of this internal name is instrumented
   */
  public AgentStart(
      Instrumentation instrumentation,
      @Nullable String arguments,
      CountDownLatch loggingStarted,
      AtomicBoolean leftOut,
      Callable<ClassLoader> loaders,
      Predicate<String> instrumented) {
    StderrLines lines = new StderrLines();
    LoadedClasses loadedClasses =
        new LoadedClasses(instrumentation, instrumented, loggingStarted, lines);
    runtime = new RuntimeStart(instrumentation, arguments, loggingStarted);
    starter = new CoreStarter(runtime, loaders, loadedClasses, lines, leftOut);
    commands = new Commands(starter, loadedClasses, lines);
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain protectionDomain,
      byte[] bytes) {
    try {
      ClassFileTransformer weaver = starter.core();
      return weaver == null
          ? null
          : weaver.transform(loader, name, redefined, protectionDomain, bytes);
    } catch (Throwable e) {
      Throwable cause = RuntimeStart.rootCause(e);
      if (cause instanceof VirtualMachineError) {
        starter.leaveOut();
      }
      starter.log(name + " left as it is: " + cause);
      return null;
    }
  }

  /** Any thread may call this. */
  public void weaveLater() {
    starter.weaveLater();
  }

  /** Lets a thread of the core load what weaving needs. The thread that loads a client calls it. */
  public void prepare() {
    if (runtime.isSwitchedOff()) {
      return;
    }
    try {
      Class.forName("ai.holysheep.agent.Preparation").getMethod("start").invoke(null);
    } catch (Throwable e) {
      starter.log("weaving is not prepared: " + RuntimeStart.rootCause(e));
    }
  }

  /**
   * Does what a command asks for, on the thread that the JVM runs it on.
   *
   * @param reply the name of the file for the command's lines; {@code null} if it reads none
   * @param arguments the options, or a word for the switch
   * @return whether the agent is to be installed, and then {@link #watch} called
   */
  public boolean command(@Nullable String reply, @Nullable String arguments, boolean isInstalled) {
    return commands.run(reply, arguments, isInstalled);
  }

  /** Adds the advice to the classes that have loaded before the agent was installed. */
  public void watch() {
    commands.watchLoaded(starter.reply());
  }
}
