package ai.holysheep.agent.exchange;

import ai.holysheep.agent.caller.Callers;
import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.config.HostPatterns;
import ai.holysheep.agent.config.Option;
import ai.holysheep.agent.diagnostics.AgentErrors;
import java.math.BigDecimal;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Where attempts begin and where their records go. One in a JVM, asked by the adapters on the
 * application's threads.
 */
public final class Exchanges {
  private static volatile @Nullable Exchanges current;

  /** Who submitted calls whose attempts are made on the client's threads. */
  private static final WeakMap<String> SUBMITTERS = new WeakMap<>();

  private final HostPatterns hosts;
  private final BigDecimal costScale;
  private final RecordSink sink;
  private final @Nullable Callers callers;
  private final AtomicLong active = new AtomicLong();
  private final AtomicLong started = new AtomicLong();

  /**
   * @param callers finds the code that makes a call; {@code null}: nobody asks for it
   */
  public Exchanges(Config config, @Nullable Callers callers, RecordSink sink) {
    hosts = config.get(Option.HOSTS, HostPatterns.class);
    costScale = config.get(Option.REPORTED_COST_SCALE, BigDecimal.class);
    this.sink = sink;
    this.callers = callers;
  }

  /** Makes this the one that {@link #watched} and {@link #start} use. */
  public void install() {
    current = this;
  }

  /** From now on no call is watched; those in flight end as they would. */
  public static void uninstall() {
    current = null;
  }

  /**
   * Whether calls to this host are watched; {@code port} is the effective one. Allocates nothing.
   */
  public static boolean watched(@Nullable String host, int port) {
    Exchanges exchanges = current;
    return exchanges != null && exchanges.hosts.match(host, port) && !UnwatchedThread.isCurrent();
  }

  /**
   * Begins an attempt.
   *
   * @param path the URL's path, for the model that a Gemini-style one names
   * @param retryCount the value of {@code X-Stainless-Retry-Count}, which vendors' SDKs send
   * @param call what all attempts of one call share, where the client has such an object
   */
  public static @Nullable Exchange start(
      String client, @Nullable String path, @Nullable String retryCount, @Nullable Object call) {
    Exchanges exchanges = current;
    if (exchanges == null) {
      return null;
    }
    boolean retry = RetryTracker.of(call) || retryCount != null && !retryCount.trim().equals("0");
    Exchange exchange = new Exchange(exchanges, client, path, retry, call);
    exchange.calledBy(exchanges.caller(call));
    exchanges.started.incrementAndGet();
    exchanges.active.incrementAndGet();
    return exchange;
  }

  /**
   * A call is submitted on this thread, whose attempts may be made on another.
   *
   * @param call the object that {@link #start} will be given
   */
  public static void submitted(Object call) {
    Exchanges exchanges = current;
    if (exchanges != null && exchanges.callers != null && SUBMITTERS.get(call) == null) {
      String caller = exchanges.callers.current();
      if (caller != null) {
        SUBMITTERS.put(call, caller);
      }
    }
  }

  private @Nullable String caller(@Nullable Object call) {
    if (callers == null) {
      return null;
    }
    String submitter = call == null ? null : SUBMITTERS.get(call);
    return submitter != null ? submitter : callers.current();
  }

  /** Attempts in flight. */
  public long active() {
    return active.get();
  }

  public boolean anyStarted() {
    return started.get() > 0;
  }

  BigDecimal costScale() {
    return costScale;
  }

  void finished(@Nullable CallRecord record) {
    try {
      if (record != null) {
        sink.accept(record);
      }
    } catch (Throwable e) {
      AgentErrors.count(AgentErrors.Stage.METRICS, e);
    } finally {
      // Last, so that every scrape after one that saw no attempt in flight sees every attempt
      // counted. Within one scrape the order is the registry's, which is none.
      active.decrementAndGet();
    }
  }
}
