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
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Moves calls from the queue to the file of the day. What it cannot write it keeps and tries again,
 * while the queue fills up and drops later calls. Every call that was queued is written once or
 * counted as dropped, whatever is thrown meanwhile. Runs on a thread of its own, for ever.
 */
class LedgerWriter implements Runnable {
  /** While the JVM exits, it may end at any moment: the writer looks for calls more often. */
  private static final long DRAINING_PAUSE_MILLIS = 10;

  /** Measured without the clock, which may jump. */
  private static final long RETENTION_NANOS = TimeUnit.DAYS.toNanos(1);

  private final RecordQueue<LedgerEntry> queue;
  private final AtomicLong dropped;
  private final Supplier<LedgerOwner> owner;
  private final String folderName;
  private final long flushMillis;
  private final int retentionDays;
  private final Outage outage;
  private final Batch batch = new Batch();
  private final AtomicLong written = new AtomicLong();
  private final CountDownLatch drained = new CountDownLatch(1);
  private volatile boolean draining;

  /** Made by the writing thread, since making it may fail. */
  private @Nullable DayFile file;

  /** The next entry for the batch. */
  private @Nullable LedgerEntry held;

  /** Null before the first pass. */
  private @Nullable Retention retention;

  private long retentionCheckedAtNanos;

  /**
   * @param owner whose calls these are; asked once, on the writing thread
   */
  LedgerWriter(
      RecordQueue<LedgerEntry> queue,
      AtomicLong dropped,
      Supplier<LedgerOwner> owner,
      String folderName,
      long flushMillis,
      int retentionDays) {
    this.queue = queue;
    this.dropped = dropped;
    this.owner = owner;
    this.folderName = folderName;
    this.flushMillis = flushMillis;
    this.retentionDays = retentionDays;
    outage = new Outage(folderName, dropped);
  }

  @Override
  public void run() {
    findOwner();
    while (true) {
      // Read before the queue: a drain ends only after everything queued before it was tried.
      boolean last = draining;
      try {
        writeQueue();
        deleteExpiredFiles();
      } catch (Throwable e) {
        outage.failed(e);
      }
      try {
        if (last) {
          dropUnwritable();
        }
      } catch (Throwable e) {
        outage.failed(e);
      }
      if (last) {
        drained.countDown();
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pauseMillis()));
    }
  }

  /** Its lines without an owner are worth more than none. */
  private void findOwner() {
    try {
      batch.ownedBy(owner.get());
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.LEDGER, e);
    }
  }

  private long pauseMillis() {
    if (draining) {
      return DRAINING_PAUSE_MILLIS;
    }
    return outage.isOn() ? outage.pauseMillis() : flushMillis;
  }

  private void writeQueue() throws IOException {
    DayFile target = file();
    while (fillBatch()) {
      written.addAndGet(target.append(batch));
      outage.ended();
    }
  }

  private DayFile file() throws IOException {
    DayFile known = file;
    if (known == null) {
      Path folder = folder();
      known = fileIn(folder);
      known.createFolder();
      Log.info("ledger in " + folder);
      if (known.isFolderOpenToAll()) {
        Log.warn("ledger.dir " + folder + ": every user of this machine may delete its files");
      }
      file = known;
    }
    return known;
  }

  /** A test lets it fail. */
  DayFile fileIn(Path folder) {
    return new DayFile(folder, ProcessId.get());
  }

  private Path folder() {
    return Paths.get(folderName).toAbsolutePath();
  }

  /** Takes what fits from the queue. Returns whether there is anything to write. */
  private boolean fillBatch() {
    if (held == null) {
      held = queue.poll();
    }
    for (LedgerEntry entry = held; entry != null && batch.hasRoomFor(entry); entry = held) {
      addToBatch(entry);
      held = queue.poll();
    }
    return !batch.isEmpty();
  }

  private void addToBatch(LedgerEntry entry) {
    try {
      batch.add(entry);
    } catch (VirtualMachineError noMemory) {
      // The entry stays held.
      throw noMemory;
    } catch (Throwable e) {
      dropped.incrementAndGet();
      AgentErrors.countAndLog(AgentErrors.Stage.LEDGER, e);
    }
  }

  /** If writing still fails while the JVM exits, the calls that wait are lost. */
  private void dropUnwritable() {
    if (!outage.isOn()) {
      return;
    }
    long lost = batch.clear();
    while (held != null || (held = queue.poll()) != null) {
      held = null;
      lost++;
    }
    dropped.addAndGet(lost);
    if (lost > 0) {
      Log.warn("the last " + lost + " calls are not in the ledger");
    }
  }

  /** At the start, and once a day. */
  private void deleteExpiredFiles() {
    long now = System.nanoTime();
    Retention known = retention;
    if (known != null && now - retentionCheckedAtNanos < RETENTION_NANOS || outage.isOn()) {
      return;
    }
    if (known == null) {
      known = new Retention(retentionDays, folder());
      retention = known;
    }
    retentionCheckedAtNanos = now;
    try {
      int deleted = known.deleteExpired(LocalDate.now(ZoneOffset.UTC), now);
      if (deleted > 0) {
        Log.info("ledger: " + deleted + " files older than " + retentionDays + " days deleted");
      }
    } catch (IOException | RuntimeException | Error e) {
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
