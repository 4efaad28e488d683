package ai.holysheep.agent;

import ai.holysheep.agent.diagnostics.Log;
import ai.holysheep.agent.exchange.Exchanges;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The moment when {@code java.util.logging} is initialised. The JDK's HTTP client and its TLS can
 * initialise it, and an application server could then no longer install its own {@code LogManager}.
 */
final class LoggingStart {
  /** No application installs its {@code LogManager} later than this after its HTTP client loads. */
  private static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final long POLL_MILLIS = 50;

  private final CountDownLatch started;
  private final Exchanges exchanges;
  private final long start = System.nanoTime();

  LoggingStart(CountDownLatch started, Exchanges exchanges) {
    this.started = started;
    this.exchanges = exchanges;
  }

  /**
   * Waits for that moment, or until the application makes a call. All waits together end 10 s after
   * the agent's start.
   */
  void await() throws InterruptedException {
    while (!started.await(POLL_MILLIS, TimeUnit.MILLISECONDS)
        && !exchanges.anyStarted()
        && System.nanoTime() - start < SETTLED_NANOS) {
      Log.debug("waiting for the application's logging");
    }
  }
}
