package ai.holysheep.agent;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.config.Option;
import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.Log;
import ai.holysheep.agent.exchange.Exchanges;
import ai.holysheep.agent.exposition.MetricsEndpoint;
import ai.holysheep.agent.exposition.PushSchedule;
import ai.holysheep.agent.instrumentation.weaving.Instrumenter;
import ai.holysheep.agent.ledger.Ledger;
import ai.holysheep.agent.metrics.JvmMetrics;
import ai.holysheep.agent.metrics.Metrics;
import ai.holysheep.agent.pricing.file.ReloadablePrices;
import ai.holysheep.agent.thread.RetryPause;
import ai.holysheep.agent.thread.SupervisedThread;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Starts what counts, writes and publishes calls, on a thread of the agent, which then ends. A part
 * that cannot start, for example without memory, does not take the others along, and is tried again
 * for half a minute.
 */
final class Services implements SupervisedThread.Work {
  /** In the order in which they start. */
  private enum Part {
    LEDGER(AgentErrors.Stage.LEDGER),
    METRICS(AgentErrors.Stage.METRICS),
    PRICES(AgentErrors.Stage.PRICING),
    RECORDING(AgentErrors.Stage.METRICS),
    LEDGER_FILE(AgentErrors.Stage.LEDGER),
    JVM_METRICS(AgentErrors.Stage.METRICS),
    ENDPOINT(AgentErrors.Stage.EXPOSITION),
    PUSHES(AgentErrors.Stage.EXPOSITION);

    final AgentErrors.Stage stage;

    Part(AgentErrors.Stage stage) {
      this.stage = stage;
    }
  }

  /** With the pauses between them, these take half a minute. */
  private static final int MAX_TRIES = 12;

  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LAST_PAUSE_MILLIS = 5_000;
  private static final long POLL_MILLIS = 50;

  /** Calls that end until then have the prices of the file. */
  private static final long PRICES_WAIT_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Config config;
  private final Exchanges exchanges;
  private final BufferingRecordSink calls;
  private final Instrumenter instrumenter;
  private final WatchSwitch watchSwitch;
  private final LoggingStart logging;
  private final ExitDrain exit = new ExitDrain();

  /** Only the thread of {@link #run} uses this and what follows. */
  private final Set<Part> waiting = EnumSet.allOf(Part.class);

  private final RetryPause pause = new RetryPause(FIRST_PAUSE_MILLIS, LAST_PAUSE_MILLIS);
  private int tries;
  private boolean ledgerRegistered;
  private @Nullable Ledger ledger;
  private @Nullable Metrics metrics;
  private @Nullable ReloadablePrices prices;

  Services(
      Config config,
      Exchanges exchanges,
      BufferingRecordSink calls,
      Instrumenter instrumenter,
      WatchSwitch watchSwitch,
      CountDownLatch loggingStarted) {
    this.config = config;
    this.exchanges = exchanges;
    this.calls = calls;
    this.instrumenter = instrumenter;
    this.watchSwitch = watchSwitch;
    logging = new LoggingStart(loggingStarted, exchanges);
  }

  @Override
  public void run() {
    while (!waiting.isEmpty() && tries < MAX_TRIES && !lacksMetricsForGood()) {
      tries++;
      for (Part part : Part.values()) {
        if (waiting.contains(part)) {
          tryToStart(part);
        }
      }
      if (!waiting.isEmpty() && !lacksMetricsForGood()) {
        pause.await();
      }
    }
    if (!exit.hasCountingBegun()) {
      countWithoutMetrics();
    }
  }

  private void tryToStart(Part part) {
    try {
      if (start(part)) {
        waiting.remove(part);
      }
    } catch (LinkageError e) {
      // A class that could not be linked or initialized never can.
      AgentErrors.countAndLog(part.stage, e);
      waiting.remove(part);
    } catch (Throwable e) {
      AgentErrors.countAndLog(part.stage, e);
    }
  }

  private boolean lacksMetricsForGood() {
    return metrics == null && !waiting.contains(Part.METRICS);
  }

  /** Returns whether the part needs no further try. */
  private boolean start(Part part) throws Exception {
    switch (part) {
      case LEDGER:
        return openLedger();
      case METRICS:
        return buildMetrics();
      case PRICES:
        return readPrices();
      case RECORDING:
        return recordCalls();
      case LEDGER_FILE:
        return startLedger();
      case JVM_METRICS:
        return registerJvmMetrics();
      case ENDPOINT:
        return startEndpoint();
      default:
        return startPushes();
    }
  }

  private boolean openLedger() {
    if (ledger == null) {
      ledger = Ledger.of(config);
    }
    if (ledger != null) {
      exit.hook(ledger);
    }
    return true;
  }

  private boolean buildMetrics() throws IOException {
    metrics =
        new Metrics(
            config, AgentVersion.read(), exchanges::active, instrumenter::instrumentedClasses);
    return true;
  }

  private boolean readPrices() {
    if (prices == null) {
      prices = new ReloadablePrices(config);
    }
    prices.start();
    return true;
  }

  private boolean recordCalls() throws InterruptedException {
    boolean ledgerMayCome = waiting.contains(Part.LEDGER) && tries < MAX_TRIES;
    if (metrics == null || prices == null || ledgerMayCome) {
      return false;
    }
    if (!waiting.contains(Part.PRICES)) {
      awaitPrices(prices);
    }
    recordCalls(prices);
    return true;
  }

  private void recordCalls(ReloadablePrices table) {
    calls.forwardTo(new CallRecorder(table, metrics, ledger));
    exit.countingHasBegun();
    Ledger written = ledger;
    if (metrics != null && written != null && !ledgerRegistered) {
      metrics.registerLedger(written::recordsWritten, written::recordsDropped);
      ledgerRegistered = true;
    }
  }

  /** Meanwhile, calls wait in memory. */
  private void awaitPrices(ReloadablePrices awaited) throws InterruptedException {
    long start = System.nanoTime();
    while (!awaited.awaitFirstRead(POLL_MILLIS)) {
      if (exit.isHurrying() || calls.isFilling() || System.nanoTime() - start > PRICES_WAIT_NANOS) {
        awaited.warnOfNoAnswer();
        return;
      }
    }
  }

  private boolean startLedger() {
    if (ledger != null) {
      ledger.start();
    }
    return !waiting.contains(Part.LEDGER);
  }

  private boolean registerJvmMetrics() {
    if (metrics != null && config.is(Option.METRICS_JVM)) {
      JvmMetrics.register(metrics);
    }
    return metrics != null;
  }

  private boolean startPushes() throws IOException, InterruptedException {
    if (metrics != null && PushSchedule.isConfigured(config)) {
      logging.await();
      PushSchedule.start(config, metrics, AgentVersion.read());
    }
    return metrics != null;
  }

  private boolean startEndpoint() throws InterruptedException {
    if (metrics != null && config.is(Option.METRICS_ENABLED)) {
      if (config.text(Option.METRICS_TLS_KEYSTORE) != null) {
        logging.await();
      }
      MetricsEndpoint.start(config, metrics);
    }
    return metrics != null;
  }

  /** Without a counter, records of calls would fill the memory. */
  private void countWithoutMetrics() {
    if (prices != null && ledger != null) {
      recordCalls(prices);
      Log.warn("cannot build metrics, so calls are only in the ledger");
    } else {
      watchSwitch.giveUp();
      calls.discardAll();
      Log.warn("cannot count calls, so none is watched");
    }
  }
}
