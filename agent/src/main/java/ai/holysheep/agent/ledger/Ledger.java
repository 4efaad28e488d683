package ai.holysheep.agent.ledger;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.config.Option;
import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.exchange.CallRecord;
import ai.holysheep.agent.pricing.Cost;
import ai.holysheep.agent.thread.AgentThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Every call as a line in a file, written by a thread of its own. Any thread may add a call, and
 * none waits: where the queue is full the call is dropped, and counted.
 */
public final class Ledger {
  /** What the end of the JVM may be delayed by; a tenth of it is usually more than enough. */
  private static final long EXIT_MILLIS = 500;

  /** The writer is woken when this part of the queue has been filled since it last was. */
  private static final int WAKING_PART = 8;

  private final RecordQueue<LedgerEntry> queue;
  private final int wakeEvery;
  private final LongAdder dropped = new LongAdder();
  private final LedgerWriter writer;
  private final Thread thread;
  private boolean started;

  private Ledger(String folder, Config config) {
    int capacity = config.get(Option.LEDGER_QUEUE, Integer.class);
    queue = new RecordQueue<>(capacity);
    wakeEvery = Math.max(1, capacity / WAKING_PART);
    writer =
        new LedgerWriter(
            queue,
            dropped,
            folder,
            config.get(Option.LEDGER_FLUSH, Long.class),
            config.get(Option.LEDGER_RETENTION_DAYS, Integer.class));
    thread = new AgentThread(writer, "holysheep-ledger");
  }

  /** {@code null} where {@code ledger.dir} is not set. Touches no file before {@link #start}. */
  public static @Nullable Ledger of(Config config) {
    String folder = config.text(Option.LEDGER_DIR);
    return folder == null ? null : new Ledger(folder, config);
  }

  /** Takes a call, and what it costs, on any thread; neither blocks nor throws. */
  public void record(CallRecord call, @Nullable Cost bill) {
    try {
      long number = queue.offer(new LedgerEntry(call, bill));
      if (number < 0) {
        dropped.increment();
      } else if (number % wakeEvery == wakeEvery - 1) {
        LockSupport.unpark(thread);
      }
    } catch (Throwable e) {
      dropped.increment();
      AgentErrors.count(AgentErrors.Stage.LEDGER, e);
    }
  }

  /** Begins to write. */
  public synchronized void start() {
    if (!started) {
      started = true;
      thread.start();
    }
  }

  /** At the end of the JVM: waits, half a second at most, until all is written that has come. */
  public void drain() {
    start();
    writer.closing();
    LockSupport.unpark(thread);
    try {
      writer.drained(EXIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public long written() {
    return writer.written();
  }

  public long dropped() {
    return dropped.sum();
  }
}
