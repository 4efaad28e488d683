package ai.holysheep.agent.pricing.file;

import ai.holysheep.agent.config.BoundedFile;
import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.config.Option;
import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.CountedFaults;
import ai.holysheep.agent.diagnostics.Log;
import ai.holysheep.agent.pricing.PriceTable;
import ai.holysheep.agent.pricing.Refusals;
import ai.holysheep.agent.pricing.table.PriceTables;
import ai.holysheep.agent.thread.SupervisedThread;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The current price table: the built-in one and, with {@code pricing.file}, what that file adds and
 * replaces. A broken or missing file changes nothing and is reported once. Any thread may call
 * {@link #table}. A thread of its own reads the file: if the file system does not answer, only that
 * thread waits.
 */
public final class ReloadablePrices {
  private static final long CHECK_INTERVAL_MILLIS = 2000;
  private static final int MAX_FILE_BYTES = 8 << 20;

  /** Of a file that changes again and again, at one check. */
  private static final int MAX_READS = 3;

  private final PriceTable builtIn = PriceTable.builtIn();
  private final @Nullable String file;
  private final Opener opener;
  private final SupervisedThread watcher =
      new SupervisedThread(
          "holysheep-prices",
          new SupervisedThread.Work() {
            @Override
            public void run() throws InterruptedException {
              watch();
            }
          },
          new CountedFaults(AgentErrors.Stage.PRICING));
  private final CountDownLatch tried = new CountDownLatch(1);
  private volatile PriceTable table = builtIn;

  /**
   * The hash of the bytes that were read last. The file's time is not compared: it does not show a
   * second change within one second.
   */
  private long contentHash;

  /** Whether the file has been read to its end, whatever it said. */
  private boolean wasRead;

  /** The last warning, so that one problem is reported once. */
  private String lastWarning = "";

  public ReloadablePrices(Config config) {
    this(config.text(Option.PRICING_FILE));
  }

  ReloadablePrices(@Nullable String file) {
    this(
        file,
        new Opener() {
          @Override
          public InputStream open(String path) throws IOException {
            return BoundedFile.open(path, MAX_FILE_BYTES);
          }
        });
  }

  ReloadablePrices(@Nullable String file, Opener opener) {
    this.file = file;
    this.opener = opener;
  }

  /** Opens the file for each reading anew. */
  interface Opener {
    InputStream open(String path) throws IOException;
  }

  public PriceTable table() {
    return table;
  }

  /**
   * Starts the thread that reads the file and then checks every two seconds whether it has changed.
   * Does nothing without a file, or if it was started before.
   */
  public void start() {
    if (file != null) {
      watcher.start();
    }
  }

  /**
   * Waits until the file was read, or could not be read, for the first time. Returns at once
   * without a file.
   *
   * @return whether the table is as good as it gets for now
   */
  public boolean awaitFirstRead(long millis) throws InterruptedException {
    return file == null || tried.await(millis, TimeUnit.MILLISECONDS);
  }

  /** Reports that calls are counted before the file was read. */
  public void warnOfNoAnswer() {
    AgentErrors.count(AgentErrors.Stage.PRICING);
    Log.warn("pricing.file " + file + " does not answer; until it is read, prices are built-in");
  }

  private void watch() throws InterruptedException {
    String path = file;
    while (path != null) {
      reload(path);
      tried.countDown();
      TimeUnit.MILLISECONDS.sleep(CHECK_INTERVAL_MILLIS);
    }
  }

  /** Reads the file and, if its bytes have changed, replaces the whole table. */
  void reload(String path) {
    boolean isKnown = wasRead;
    // If this is interrupted by an error, the next check parses the file even if it is unchanged.
    wasRead = false;
    try {
      long hash = hash(path);
      if (!isKnown || hash != contentHash) {
        contentHash = parse(path, hash);
      }
      wasRead = true;
    } catch (IOException | RuntimeException | LinkageError e) {
      warnOnce(path, e);
    }
  }

  private long hash(String path) throws IOException {
    try (HashedInput in = new HashedInput(opener.open(path))) {
      return in.hashToEnd();
    }
  }

  /**
   * Parses the file until two readings after each other had the same bytes: while somebody writes
   * it, one reading can begin with the old prices and end with the new ones.
   *
   * @param hash of the last reading
   * @return the hash of what was parsed
   */
  private long parse(String path, long hash) throws IOException {
    long last = hash;
    for (int i = 0; i < MAX_READS; i++) {
      try (HashedInput in = new HashedInput(opener.open(path))) {
        PriceTables read = null;
        Throwable problem = null;
        try {
          read = PriceTables.read(in, builtIn, null);
        } catch (IOException | RuntimeException | LinkageError e) {
          problem = e;
        }
        long parsed = in.hashToEnd();
        if (parsed == last) {
          apply(path, read, problem);
          return parsed;
        }
        last = parsed;
      }
    }
    throw new IOException("it changes while it is read");
  }

  private void apply(String path, @Nullable PriceTables read, @Nullable Throwable problem) {
    lastWarning = "";
    if (read != null) {
      table = read.table;
      Log.info(read.summary() + " from " + path);
      warnOfRefusals(path, read.refusals);
    } else if (problem != null) {
      warnOnce(path, problem);
    }
  }

  /** Once for each content of the file. */
  private static void warnOfRefusals(String path, Refusals refusals) {
    if (refusals.count() > 0) {
      AgentErrors.count(AgentErrors.Stage.PRICING);
      Log.warn("pricing.file " + path + ": refused entries: " + refusals.count());
      for (String line : refusals.lines()) {
        Log.warn("pricing.file " + path + ": refused " + line);
      }
    }
  }

  private void warnOnce(String path, Throwable e) {
    String reason = e instanceof IOException ? e.getMessage() : e.toString();
    String warning = "pricing.file " + path + ": " + reason + "; the last good prices stay in use";
    if (!warning.equals(lastWarning)) {
      AgentErrors.count(AgentErrors.Stage.PRICING);
      Log.warn(warning);
    }
    lastWarning = warning;
  }
}
