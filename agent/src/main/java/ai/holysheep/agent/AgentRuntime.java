package ai.holysheep.agent;

import ai.holysheep.agent.caller.Callers;
import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.config.Option;
import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.CountedFaults;
import ai.holysheep.agent.diagnostics.Log;
import ai.holysheep.agent.exchange.Exchanges;
import ai.holysheep.agent.exchange.tracking.UnreferencedBodies;
import ai.holysheep.agent.instrumentation.dispatch.Bridge;
import ai.holysheep.agent.instrumentation.weaving.Instrumenter;
import ai.holysheep.agent.thread.SupervisedThread;
import java.io.File;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.security.ProtectionDomain;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The agent's core. The thread that loads the first instrumented class makes it. From then on it
 * gets the class files of instrumented classes and no others. Slow work runs on daemon threads.
 *
 * <p>It uses no lambdas: JDK 8 links them with the permissions of the application's classes on the
 * stack, which a security manager may refuse.
 */
public final class AgentRuntime implements ClassFileTransformer {
  private final @Nullable Instrumenter instrumenter;
  private final @Nullable SupervisedThread root;
  private final @Nullable WatchSwitch watchSwitch;

  private AgentRuntime(
      Instrumentation instrumentation,
      @Nullable String arguments,
      CountDownLatch loggingStarted,
      @Nullable File reply)
      throws Exception {
    Log.copyTo(reply);
    Config config = Config.load(arguments, SupportedClients.options());
    Log.Level logLevel = config.get(Option.LOG_LEVEL, Log.Level.class);
    Log.setLevel(logLevel);
    if (!config.is(Option.ENABLED)) {
      instrumenter = null;
      root = null;
      watchSwitch = null;
      return;
    }
    BufferingRecordSink calls = new BufferingRecordSink();
    Exchanges exchanges =
        new Exchanges(config, Callers.of(config, SupportedClients.packages()), calls);
    instrumenter = new Instrumenter(config, SupportedClients.all(), SharedWeaver.INSTANCE);
    watchSwitch = new WatchSwitch(exchanges, logLevel);
    Root work =
        new Root(
            new Services(config, exchanges, calls, instrumenter, watchSwitch, loggingStarted),
            new SelfCheck(watchSwitch, VisibleAgent.find()));
    root =
        new SupervisedThread(
            "holysheep-agent", work, new CountedFaults(AgentErrors.Stage.EXCHANGE));
    calls.countedBy(root);
    try {
      Exchanges.prepare();
      Bridge.install(instrumentation, SupportedClients.all());
      exchanges.install();
      // If the process may have no more threads now, later classes and calls try again.
      root.tryStart();
    } catch (Throwable e) {
      // For example without memory. The package start starts a core again later.
      Exchanges.uninstall();
      Bridge.disconnect();
      throw e;
    }
  }

  /**
   * Call it privileged: a security manager may not trust the application's classes on the stack.
   */
  public static AgentRuntime start(
      Instrumentation instrumentation,
      @Nullable String arguments,
      CountDownLatch loggingStarted,
      @Nullable File reply)
      throws Exception {
    return new AgentRuntime(instrumentation, arguments, loggingStarted, reply);
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain protectionDomain,
      byte[] bytes) {
    if (instrumenter == null || root == null || redefined == null && !weavesNewClasses()) {
      return null;
    }
    root.tryStart();
    // Byte Buddy uses reflection, and the application's classes are on the stack.
    return AccessController.doPrivileged(new Weaving(instrumenter, loader, name, bytes));
  }

  /** A class that has its advice keeps it: calls in flight need it. */
  private boolean weavesNewClasses() {
    return watchSwitch != null
        && watchSwitch.isOn()
        && !AgentErrors.isResting(AgentErrors.Stage.INSTRUMENTATION);
  }

  /**
   * Switches watching off or on. The package {@code start} calls it by reflection, for a command.
   *
   * @return false if the option {@code enabled} is false: nothing is there to switch
   */
  public boolean switchTo(boolean on) {
    if (watchSwitch == null) {
      return false;
    }
    watchSwitch.turn(on);
    return true;
  }

  /** The agent's first thread: it starts what else the agent does, and ends lost attempts. */
  private static final class Root implements SupervisedThread.Work {
    private final SupervisedThread services;
    private final SupervisedThread check;

    Root(Services work, SelfCheck checkWork) {
      services =
          new SupervisedThread(
              "holysheep-services", work, new CountedFaults(AgentErrors.Stage.METRICS));
      check =
          new SupervisedThread(
              "holysheep-check", checkWork, new CountedFaults(AgentErrors.Stage.ADVICE));
    }

    @Override
    public void run() throws InterruptedException {
      services.start();
      check.start();
      while (true) {
        UnreferencedBodies.endNext();
      }
    }
  }

  private static final class Weaving implements PrivilegedAction<byte @Nullable []> {
    private final Instrumenter instrumenter;
    private final @Nullable ClassLoader loader;
    private final String name;
    private final byte[] bytes;

    Weaving(Instrumenter instrumenter, @Nullable ClassLoader loader, String name, byte[] bytes) {
      this.instrumenter = instrumenter;
      this.loader = loader;
      this.name = name;
      this.bytes = bytes;
    }

    @Override
    public byte @Nullable [] run() {
      return instrumenter.weave(loader, name, bytes);
    }
  }
}
