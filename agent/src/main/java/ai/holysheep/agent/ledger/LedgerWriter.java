package ai.holysheep.agent.ledger;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.Log;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Empties the queue into the file of the day. What cannot be written is kept and tried again, while
 * the queue behind it fills up and drops what comes.
 */
final class LedgerWriter implements Runnable {
  private static final long FIRST_RETRY_MILLIS = 100;
  private static final long LAST_RETRY_MILLIS = 5000;

  /** Once the JVM is ending, its last moment is not known. */
  private static final long CLOSING_MILLIS = 10;

  private final RecordQueue<LedgerEntry> queue;
  private final LongAdder dropped;
  private final String folderName;
  private final long flushMillis;
  private final int retentionDays;
  private final Batch batch = new Batch();
  private final CountDownLatch drained = new CountDownLatch(1);
  private volatile boolean closing;
  private final AtomicLong written = new AtomicLong();

  /** The first entry that the batch did not take. */
  private @Nullable LedgerEntry held;

  private long retryMillis;
  private long droppedBefore;
  private @Nullable LocalDate cleaned;

  LedgerWriter(
      RecordQueue<LedgerEntry> queue,
      LongAdder dropped,
      String folderName,
      long flushMillis,
      int retentionDays) {
    this.queue = queue;
    this.dropped = dropped;
    this.folderName = folderName;
    this.flushMillis = flushMillis;
    this.retentionDays = retentionDays;
  }

  @Override
  public void run() {
    try {
      Path folder = Paths.get(folderName).toAbsolutePath();
      DayFile file = new DayFile(folder, ProcessId.get());
      try {
        file.prepare();
        Log.info("ledger in " + folder);
      } catch (IOException e) {
        failed(e);
      }
      while (true) {
        cycle(file);
        clean(folder);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause()));
      }
    } catch (Throwable e) {
      AgentErrors.count(AgentErrors.Stage.LEDGER, e);
      Log.warn("no ledger in " + folderName + ": " + e);
    }
  }

  private long pause() {
    return closing ? CLOSING_MILLIS : retryMillis > 0 ? retryMillis : flushMillis;
  }

  private void cycle(DayFile file) {
    boolean last = closing;
    try {
      while (fill()) {
        written.addAndGet(file.append(batch));
        succeeded();
      }
    } catch (IOException e) {
      failed(e);
    } catch (RuntimeException e) {
      AgentErrors.count(AgentErrors.Stage.LEDGER, e);
    }
    if (last) {
      giveUp();
      drained.countDown();
    }
  }

  /** Takes what fits from the queue. Returns whether there is anything to write. */
  private boolean fill() {
    LedgerEntry entry = held == null ? queue.poll() : held;
    while (entry != null && batch.takes(entry)) {
      held = null;
      add(entry);
      entry = queue.poll();
    }
    held = entry;
    return !batch.isEmpty();
  }

  private void add(LedgerEntry entry) {
    try {
      batch.add(entry);
    } catch (RuntimeException e) {
      dropped.increment();
      AgentErrors.count(AgentErrors.Stage.LEDGER, e);
    }
  }

  private void succeeded() {
    if (retryMillis > 0) {
      long lost = dropped.sum() - droppedBefore;
      Log.info("ledger in " + folderName + " is written again, " + lost + " calls are not in it");
    }
    retryMillis = 0;
  }

  /** Told once for each time that it stops working. */
  private void failed(IOException e) {
    AgentErrors.count(AgentErrors.Stage.LEDGER);
    if (retryMillis == 0) {
      droppedBefore = dropped.sum();
      Log.warn(
          "ledger.dir "
              + folderName
              + " cannot be written: "
              + e
              + "; tried again, what the queue cannot hold is dropped and counted");
    }
    retryMillis = Math.min(Math.max(FIRST_RETRY_MILLIS, 2 * retryMillis), LAST_RETRY_MILLIS);
  }

  /** The JVM ends, and the disk is still full. */
  private void giveUp() {
    if (retryMillis == 0) {
      return;
    }
    long lost = batch.drop();
    for (LedgerEntry entry = held == null ? queue.poll() : held;
        entry != null;
        entry = queue.poll()) {
      lost++;
    }
    held = null;
    dropped.add(lost);
    if (lost > 0) {
      Log.warn("the last " + lost + " calls are not in the ledger");
    }
  }

  /** At the start, and once a day. */
  private void clean(Path folder) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    if (today.equals(cleaned) || retryMillis > 0) {
      return;
    }
    cleaned = today;
    try {
      int deleted = Retention.deleteBefore(today.minusDays(retentionDays), folder);
      if (deleted > 0) {
        Log.info("ledger: " + deleted + " files older than " + retentionDays + " days deleted");
      }
    } catch (IOException | RuntimeException e) {
      AgentErrors.count(AgentErrors.Stage.LEDGER);
      Log.warn("ledger.dir " + folderName + ": older files are not deleted: " + e);
    }
  }

  void closing() {
    closing = true;
  }

  void drained(long timeout, TimeUnit unit) throws InterruptedException {
    if (!drained.await(timeout, unit)) {
      Log.warn("the JVM ends before the ledger is written");
    }
  }

  long written() {
    return written.get();
  }
}
