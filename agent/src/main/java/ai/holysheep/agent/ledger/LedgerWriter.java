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
 * Moves calls from the queue to the file of the day. What it cannot write it keeps and tries again,
 * while the queue fills up and drops later calls. Runs on a thread of its own.
 */
final class LedgerWriter implements Runnable {
  private static final long FIRST_RETRY_MILLIS = 100;
  private static final long LAST_RETRY_MILLIS = 5000;

  /** While the JVM exits, it may end at any moment: the writer looks for calls more often. */
  private static final long DRAINING_PAUSE_MILLIS = 10;

  private final RecordQueue<LedgerEntry> queue;
  private final LongAdder dropped;
  private final String folderName;
  private final long flushMillis;
  private final int retentionDays;
  private final Batch batch = new Batch();
  private final AtomicLong written = new AtomicLong();
  private final CountDownLatch drained = new CountDownLatch(1);
  private volatile boolean draining;

  /** The first entry that the batch had no room for. */
  private @Nullable LedgerEntry held;

  /** The pause before the next try; 0 while writing works. */
  private long retryMillis;

  private long droppedBeforeFailure;
  private @Nullable LocalDate retentionCheckedOn;

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
        file.createFolder();
        Log.info("ledger in " + folder);
      } catch (IOException e) {
        onFailure(e);
      }
      while (true) {
        writeQueue(file);
        deleteExpiredFiles(folder);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pauseMillis()));
      }
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.LEDGER, e);
      Log.warn("no ledger in " + folderName + ": " + e);
    }
  }

  private long pauseMillis() {
    if (draining) {
      return DRAINING_PAUSE_MILLIS;
    }
    return retryMillis > 0 ? retryMillis : flushMillis;
  }

  private void writeQueue(DayFile file) {
    // Read before the queue: a drain ends only after everything queued before it was tried.
    boolean last = draining;
    try {
      while (fillBatch()) {
        written.addAndGet(file.append(batch));
        onSuccess();
      }
    } catch (IOException e) {
      onFailure(e);
    } catch (RuntimeException e) {
      AgentErrors.countAndLog(AgentErrors.Stage.LEDGER, e);
    }
    if (last) {
      dropUnwritable();
      drained.countDown();
    }
  }

  /** Takes what fits from the queue. Returns whether there is anything to write. */
  private boolean fillBatch() {
    LedgerEntry entry = heldOrNext();
    while (entry != null && batch.hasRoomFor(entry)) {
      held = null;
      addToBatch(entry);
      entry = queue.poll();
    }
    held = entry;
    return !batch.isEmpty();
  }

  private @Nullable LedgerEntry heldOrNext() {
    return held == null ? queue.poll() : held;
  }

  private void addToBatch(LedgerEntry entry) {
    try {
      batch.add(entry);
    } catch (RuntimeException e) {
      dropped.increment();
      AgentErrors.countAndLog(AgentErrors.Stage.LEDGER, e);
    }
  }

  private void onSuccess() {
    if (retryMillis > 0) {
      long lost = dropped.sum() - droppedBeforeFailure;
      Log.info("ledger in " + folderName + " is written again, " + lost + " calls are not in it");
    }
    retryMillis = 0;
  }

  /** Logs one line an outage, and counts every failed try. */
  private void onFailure(IOException e) {
    AgentErrors.count(AgentErrors.Stage.LEDGER);
    if (retryMillis == 0) {
      droppedBeforeFailure = dropped.sum();
      Log.warn(
          "ledger.dir "
              + folderName
              + " cannot be written: "
              + e
              + "; the agent tries again, and drops and counts calls that the queue cannot hold");
    }
    retryMillis = Math.min(Math.max(FIRST_RETRY_MILLIS, 2 * retryMillis), LAST_RETRY_MILLIS);
  }

  /** If writing still fails while the JVM exits, the calls that wait are lost. */
  private void dropUnwritable() {
    if (retryMillis == 0) {
      return;
    }
    long lost = batch.clear();
    for (LedgerEntry entry = heldOrNext(); entry != null; entry = queue.poll()) {
      lost++;
    }
    held = null;
    dropped.add(lost);
    if (lost > 0) {
      Log.warn("the last " + lost + " calls are not in the ledger");
    }
  }

  /** At the start, and once a day. */
  private void deleteExpiredFiles(Path folder) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    if (today.equals(retentionCheckedOn) || retryMillis > 0) {
      return;
    }
    retentionCheckedOn = today;
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

  /** From now on the writer pauses less, and {@link #awaitDrained} returns once all is written. */
  void requestDrain() {
    draining = true;
  }

  void awaitDrained(long timeout, TimeUnit unit) throws InterruptedException {
    if (!drained.await(timeout, unit)) {
      Log.warn("the JVM exits before the ledger is written");
    }
  }

  long recordsWritten() {
    return written.get();
  }
}
