package ai.holysheep.agent.exchange;

import ai.holysheep.agent.caller.Callers;
import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.config.HostPatterns;
import ai.holysheep.agent.config.Option;
import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.AgentErrors.Stage;
import ai.holysheep.agent.exchange.tracking.RetryTracker;
import ai.holysheep.agent.exchange.tracking.WeakMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Starts attempts, counts them, and passes their records on. One instance is installed in a JVM;
 * adapters call the static methods on the application's threads.
 */
public final class Exchanges {
  /** {@code null} while nothing is watched. */
  private static volatile @Nullable Exchanges current;

  /** What {@link #resume} makes current again. The class's monitor guards changes of all three. */
  private static volatile @Nullable Exchanges installed;

  private static volatile boolean suspended;

  /** The code that submitted a call, whose attempts a thread of the client makes. */
  private static final WeakMap<String> SUBMITTERS = new WeakMap<>();

  private final HostPatterns hosts;
  private final AttemptOptions options;
  private final RecordSink sink;
  private final @Nullable Callers callers;
  private final AtomicLong active = new AtomicLong();
  private final AtomicLong started = new AtomicLong();

  /**
   * @param callers finds the code that makes a call; {@code null} if the configuration does not ask
   *     for it
   */
  public Exchanges(Config config, @Nullable Callers callers, RecordSink sink) {
    hosts = config.get(Option.HOSTS, HostPatterns.class);
    options = new AttemptOptions(config);
    this.sink = sink;
    this.callers = callers;
  }

  /** Makes this the instance that the static methods use. */
  public void install() {
    synchronized (Exchanges.class) {
      installed = this;
      current = suspended ? null : this;
    }
  }

  /** Stops watching new calls. Attempts that have started end as usual. */
  public static synchronized void uninstall() {
    installed = null;
    current = null;
  }

  /** Stops watching new calls until {@link #resume}. Attempts that have started end as usual. */
  public static synchronized void suspend() {
    suspended = true;
    current = null;
  }

  public static synchronized void resume() {
    suspended = false;
    current = installed;
  }

  public static boolean isSuspended() {
    return suspended;
  }

  /**
   * Whether no attempt starts, because of {@link #suspend} or of a rest of the hooks, and all
   * attempts have ended: hooks have no work.
   */
  public static boolean isIdle() {
    if (!suspended && !AgentErrors.isResting(Stage.ADVICE)) {
      return false;
    }
    Exchanges exchanges = installed;
    return exchanges == null || exchanges.active() == 0;
  }

  /** Whether nothing but {@link #suspend} keeps the static methods from this instance. */
  public boolean isInstalled() {
    synchronized (Exchanges.class) {
      return installed == this && current == (suspended ? null : this);
    }
  }

  /**
   * Initializes the classes that attempts need.
   *
   * @throws LinkageError if a class cannot be used; then this core never works
   */
  public static void prepare() {
    NeededClasses.prepare();
  }

  /**
   * Whether the agent watches calls to this host. Allocates nothing, and never throws.
   *
   * @param scheme in upper or lower case; only used for the default port
   * @param port 0 or less for the scheme's default: 443 for {@code https}, 80 for all others
   */
  public static boolean isWatched(@Nullable String scheme, @Nullable String host, int port) {
    try {
      Exchanges exchanges = current;
      return exchanges != null
          && exchanges.hosts.matches(host, port > 0 ? port : defaultPort(scheme))
          && !UnwatchedThread.isCurrent()
          && !isResting();
    } catch (Throwable e) {
      AgentErrors.countAndLog(Stage.EXCHANGE, e);
      return false;
    }
  }

  /** Hooks that rest start nothing, so that they need not end it. */
  private static boolean isResting() {
    return AgentErrors.isResting(Stage.EXCHANGE) || AgentErrors.isResting(Stage.ADVICE);
  }

  private static int defaultPort(@Nullable String scheme) {
    return "https".equalsIgnoreCase(scheme) ? 443 : 80;
  }

  /**
   * Starts an attempt. Never throws; what fails inside is counted.
   *
   * @param client the value of the label {@code client}
   * @param path the URL's path, which names the model in Gemini's style
   * @param retryCount the request's {@code X-Stainless-Retry-Count}, which vendors' SDKs send
   * @param call what all attempts of one call share; {@code null} if the client has no such object
   * @return {@code null} if the agent watches no calls, or if the thread has too little stack left
   *     to end an attempt
   */
  public static @Nullable Exchange start(
      String client, @Nullable String path, @Nullable String retryCount, @Nullable Object call) {
    try {
      Exchanges exchanges = current;
      return exchanges == null || isResting()
          ? null
          : exchanges.startAttempt(client, path, retryCount, call);
    } catch (Throwable e) {
      AgentErrors.countAndLog(Stage.EXCHANGE, e);
      return null;
    }
  }

  private @Nullable Exchange startAttempt(
      String client, @Nullable String path, @Nullable String retryCount, @Nullable Object call) {
    if (!StackReserve.isLeft()) {
      StackReserve.countTooLittle(Stage.EXCHANGE);
      return null;
    }
    long startNanos = System.nanoTime();
    AttemptStart start =
        new AttemptStart(client, path, isRetry(retryCount, call), caller(call), call, startNanos);
    Exchange exchange = new Exchange(start, options, sink, active);
    started.incrementAndGet();
    // Last: an attempt that counts as active reaches the caller, who ends it.
    active.incrementAndGet();
    return exchange;
  }

  private static boolean isRetry(@Nullable String retryCount, @Nullable Object call) {
    try {
      return RetryTracker.consumeFailure(call)
          || retryCount != null && !retryCount.trim().equals("0");
    } catch (Throwable e) {
      AgentErrors.countAndLog(Stage.EXCHANGE, e);
      return false;
    }
  }

  /**
   * Reports that the current thread submits a call whose attempts another thread may make. Never
   * throws.
   *
   * @param call the object that {@link #start} will be given
   */
  public static void submitted(Object call) {
    try {
      Exchanges exchanges = current;
      if (exchanges != null && exchanges.callers != null && SUBMITTERS.get(call) == null) {
        String caller = exchanges.callers.current();
        if (caller != null) {
          SUBMITTERS.put(call, caller);
        }
      }
    } catch (Throwable e) {
      AgentErrors.countAndLog(Stage.EXCHANGE, e);
    }
  }

  private @Nullable String caller(@Nullable Object call) {
    if (callers == null) {
      return null;
    }
    try {
      String submitter = call == null ? null : SUBMITTERS.get(call);
      return submitter != null ? submitter : callers.current();
    } catch (Throwable e) {
      AgentErrors.countAndLog(Stage.EXCHANGE, e);
      return null;
    }
  }

  /** How many attempts have started and not ended. */
  public long active() {
    return active.get();
  }

  public boolean anyStarted() {
    return started.get() > 0;
  }
}
