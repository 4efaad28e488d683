package ai.holysheep.agent;

import ai.holysheep.agent.caller.Callers;
import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.config.Option;
import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.CountedFaults;
import ai.holysheep.agent.diagnostics.Log;
import ai.holysheep.agent.exchange.Exchanges;
import ai.holysheep.agent.exchange.tracking.UnreferencedBodies;
import ai.holysheep.agent.exposition.MetricsEndpoint;
import ai.holysheep.agent.exposition.PushSchedule;
import ai.holysheep.agent.instrumentation.dispatch.Bridge;
import ai.holysheep.agent.instrumentation.weaving.Instrumenter;
import ai.holysheep.agent.ledger.Ledger;
import ai.holysheep.agent.metrics.JvmMetrics;
import ai.holysheep.agent.metrics.Metrics;
import ai.holysheep.agent.pricing.ReloadablePrices;
import ai.holysheep.agent.thread.AgentThread;
import ai.holysheep.agent.thread.SupervisedThread;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.security.ProtectionDomain;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The agent's core. The thread that loads the first instrumented class makes it. From then on it
 * gets the class files of instrumented classes and no others. Slow work runs on a daemon thread.
 */
public final class AgentRuntime implements ClassFileTransformer {
  /** No application installs its {@code LogManager} later than this after its HTTP client loads. */
  private static final long LOGGING_SETTLED_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final long POLL_MILLIS = 50;
  private static final long EXIT_WAIT_MILLIS = 400;

  private final Config config;
  private final CountDownLatch loggingStarted;
  private final BufferingRecordSink calls = new BufferingRecordSink();
  private final CountDownLatch counting = new CountDownLatch(1);
  private final Exchanges exchanges;
  private final @Nullable Instrumenter instrumenter;

  private AgentRuntime(
      Instrumentation instrumentation,
      @Nullable String arguments,
      CountDownLatch loggingStarted,
      @Nullable File reply)
      throws Exception {
    this.loggingStarted = loggingStarted;
    Log.copyTo(reply);
    config = Config.load(arguments, SupportedClients.options());
    Log.setLevel(config.get(Option.LOG_LEVEL, Log.Level.class));
    exchanges = new Exchanges(config, Callers.of(config, SupportedClients.packages()), calls);
    instrumenter =
        config.is(Option.ENABLED)
            ? new Instrumenter(config, SupportedClients.all(), SharedWeaver.INSTANCE)
            : null;
    if (instrumenter != null) {
      Bridge.install(instrumentation, SupportedClients.all());
      exchanges.install();
      try {
        new SupervisedThread(
                "holysheep-agent", this::run, new CountedFaults(AgentErrors.Stage.EXCHANGE))
            .start();
      } catch (Throwable e) {
        // For example a limit on threads.
        stopWatching();
        throw e;
      }
    }
  }

  /** Privileged: a security manager may not trust the application's classes on the stack. */
  public static AgentRuntime start(
      Instrumentation instrumentation,
      @Nullable String arguments,
      CountDownLatch loggingStarted,
      @Nullable File reply)
      throws PrivilegedActionException {
    return AccessController.doPrivileged(
        (PrivilegedExceptionAction<AgentRuntime>)
            () -> new AgentRuntime(instrumentation, arguments, loggingStarted, reply));
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain protectionDomain,
      byte[] bytes) {
    Instrumenter source = instrumenter;
    if (source == null) {
      return null;
    }
    // Byte Buddy uses reflection, and the application's classes are on the stack.
    return AccessController.doPrivileged(
        (PrivilegedAction<byte @Nullable []>) () -> source.weave(loader, name, bytes));
  }

  private void run() {
    try {
      startServices(Objects.requireNonNull(instrumenter));
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.METRICS, e);
      if (counting.getCount() > 0) {
        stopWatching();
      }
    }
    endAttempts();
  }

  private void endAttempts() {
    while (true) {
      try {
        UnreferencedBodies.endNext();
      } catch (Throwable e) {
        AgentErrors.countAndLog(AgentErrors.Stage.EXCHANGE, e);
      }
    }
  }

  private void startServices(Instrumenter source) throws IOException {
    Ledger ledger = Ledger.of(config);
    if (ledger != null) {
      drainAtExit(ledger);
    }
    Metrics metrics =
        new Metrics(config, version(), exchanges::active, source::instrumentedClasses);
    recordCalls(metrics, ledger);
    boolean serves = config.is(Option.METRICS_ENABLED);
    if (serves || ledger != null || PushSchedule.isConfigured(config)) {
      awaitLogging();
    }
    if (ledger != null) {
      ledger.start();
    }
    if (config.is(Option.METRICS_JVM)) {
      JvmMetrics.register(metrics);
    }
    if (serves) {
      MetricsEndpoint.start(config, metrics);
    }
    PushSchedule.start(config, metrics, version());
  }

  /** Without a counter, records of calls would fill the memory. */
  private void stopWatching() {
    Exchanges.uninstall();
    calls.forwardTo(uncounted -> {});
    Log.warn("cannot count calls, so none is watched");
  }

  private void recordCalls(Metrics metrics, @Nullable Ledger ledger) {
    if (ledger != null) {
      metrics.registerLedger(ledger::recordsWritten, ledger::recordsDropped);
    }
    ReloadablePrices prices = new ReloadablePrices(config);
    prices.start();
    calls.forwardTo(new CallRecorder(prices, metrics, ledger));
    counting.countDown();
  }

  /** Does not wait for calls that are still running: the JVM must not end later because of them. */
  private void drainAtExit(Ledger ledger) {
    Thread exit =
        new AgentThread(
            () -> {
              try {
                // If the JVM ends early, the agent's thread may still be reading prices.
                if (counting.await(EXIT_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                  UnreferencedBodies.endUnread();
                  ledger.drain();
                }
              } catch (Throwable e) {
                AgentErrors.countAndLog(AgentErrors.Stage.LEDGER, e);
              }
            },
            "holysheep-ledger-exit");
    try {
      Runtime.getRuntime().addShutdownHook(exit);
    } catch (IllegalStateException ending) {
      AgentErrors.countAndLog(AgentErrors.Stage.LEDGER, ending);
    }
  }

  /**
   * Waits until {@code java.util.logging} is initialised, or the application makes a call. The
   * JDK's HTTP server initialises it, and an application server could then no longer install its
   * own {@code LogManager}.
   */
  private void awaitLogging() {
    long start = System.nanoTime();
    while (!hasLoggingStarted()
        && !exchanges.anyStarted()
        && System.nanoTime() - start < LOGGING_SETTLED_NANOS) {
      Log.debug("waiting for the application's logging");
    }
  }

  private boolean hasLoggingStarted() {
    try {
      return loggingStarted.await(POLL_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException byTheApplication) {
      return false;
    }
  }

  private static String version() throws IOException {
    try (InputStream in =
            AgentRuntime.class
                .getClassLoader()
                .getResourceAsStream("ai/holysheep/agent/version.txt");
        BufferedReader line =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      return line.readLine();
    }
  }
}
