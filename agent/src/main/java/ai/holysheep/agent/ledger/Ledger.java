package ai.holysheep.agent.ledger;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.config.Option;
import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.CountedFaults;
import ai.holysheep.agent.exchange.CallRecord;
import ai.holysheep.agent.pricing.Cost;
import ai.holysheep.agent.thread.SupervisedThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes every call as a line to a file, on a thread of its own. Any thread may record a call and
 * never waits: if the queue is full, the call is dropped and counted.
 */
public final class Ledger {
  /** The most that a JVM's exit is delayed; a tenth of it is usually more than enough. */
  private static final long MAX_DRAIN_MILLIS = 500;

  /** Each time that this part of the queue has been filled, the writer is woken. */
  private static final int WAKING_PART = 8;

  private final RecordQueue<LedgerEntry> queue;
  private final int wakeEvery;

  /** A {@code LongAdder} would allocate. */
  private final AtomicLong dropped = new AtomicLong();

  private final LedgerWriter writer;
  private final SupervisedThread thread;

  private Ledger(String folder, Config config) {
    int capacity = config.get(Option.LEDGER_QUEUE, Integer.class);
    queue = new RecordQueue<>(capacity);
    wakeEvery = Math.max(1, capacity / WAKING_PART);
    writer =
        new LedgerWriter(
            queue,
            dropped,
            () -> LedgerOwner.of(config),
            folder,
            config.get(Option.LEDGER_FLUSH, Long.class),
            config.get(Option.LEDGER_RETENTION_DAYS, Integer.class));
    thread =
        new SupervisedThread(
            "holysheep-ledger", writer::run, new CountedFaults(AgentErrors.Stage.LEDGER));
  }

  /** Returns null if {@code ledger.dir} is not set. No file is touched before {@link #start}. */
  public static @Nullable Ledger of(Config config) {
    String folder = config.text(Option.LEDGER_DIR);
    return folder == null ? null : new Ledger(folder, config);
  }

  /** Queues a call and its cost. Any thread may call this; it neither blocks nor throws. */
  public void record(CallRecord call, @Nullable Cost cost) {
    long number;
    try {
      number = queue.offer(new LedgerEntry(call, cost));
    } catch (Throwable e) {
      dropped.incrementAndGet();
      AgentErrors.countAndLog(AgentErrors.Stage.LEDGER, e);
      return;
    }
    if (number < 0) {
      dropped.incrementAndGet();
    } else if (number % wakeEvery == wakeEvery - 1) {
      wake();
    }
  }

  /** If it fails, the call is queued all the same, and the writer finds it after its pause. */
  private void wake() {
    try {
      thread.wake();
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.LEDGER, e);
    }
  }

  /** Counts a call that is not queued, because the ledger rests after too many faults. */
  public void drop() {
    dropped.incrementAndGet();
  }

  /**
   * Starts the writing thread, unless it runs already.
   *
   * @throws OutOfMemoryError if the process may have no more threads; a later call tries again
   */
  public void start() {
    thread.start();
  }

  /** Waits half a second at most until all queued calls are written. For the JVM's exit. */
  public void drain() {
    start();
    writer.requestDrain();
    thread.wake();
    try {
      writer.awaitDrained(MAX_DRAIN_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public long recordsWritten() {
    return writer.recordsWritten();
  }

  public long recordsDropped() {
    return dropped.get();
  }
}
