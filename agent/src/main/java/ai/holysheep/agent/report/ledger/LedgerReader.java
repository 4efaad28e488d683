package ai.holysheep.agent.report.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Reads files on several threads, and sums their calls. Whatever a file has, the reader skips what
 * the agent did not write, counts it, and goes on.
 */
public final class LedgerReader<A extends CallAccumulator<A>> {
  private static final int MAX_THREADS = 8;
  private static final long PROGRESS_MILLIS = 250;

  private final Selection selection;
  private final Supplier<A> newAccumulator;
  private final Progress progress;
  private final LongAdder skippedLines = new LongAdder();

  /**
   * @param selection the calls that are added
   */
  public LedgerReader(Selection selection, Supplier<A> newAccumulator, Progress progress) {
    this.selection = selection;
    this.newAccumulator = newAccumulator;
    this.progress = progress;
  }

  /**
   * Adds the files that it cannot read to {@code files.unread()}.
   *
   * @param bytesPerAccumulator the most that an accumulator takes; the fewer fit into the heap, the
   *     fewer threads there are
   */
  public A read(LedgerFiles files, long bytesPerAccumulator)
      throws InterruptedException, ExecutionException {
    progress.start(files.files());
    Slices slices = new Slices(files.files(), Slice.BYTES);
    int threads = threads(bytesPerAccumulator);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<A>> parts = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        parts.add(pool.submit(() -> readSlices(slices, files.unread())));
      }
      A all = await(parts.get(0));
      for (Future<A> part : parts.subList(1, threads)) {
        all.addAll(await(part));
      }
      return all;
    } finally {
      pool.shutdownNow();
      progress.erase();
    }
  }

  private static int threads(long bytesPerAccumulator) {
    Runtime runtime = Runtime.getRuntime();
    long fit = runtime.maxMemory() / bytesPerAccumulator;
    return (int) Math.max(1, Math.min(Math.min(MAX_THREADS, runtime.availableProcessors()), fit));
  }

  /** Lines that are torn, or that the agent did not write. */
  public long skippedLines() {
    return skippedLines.sum();
  }

  private A await(Future<A> part) throws InterruptedException, ExecutionException {
    while (true) {
      try {
        return part.get(PROGRESS_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException stillReading) {
        progress.show();
      }
    }
  }

  private A readSlices(Slices slices, UnreadFiles unread) {
    A sum = newAccumulator.get();
    LineSplitter lines = new LineSplitter(new LineReader(sum));
    for (Slice slice = slices.next(); slice != null; slice = slices.next()) {
      try {
        slice.read(lines, progress::addBytesRead);
      } catch (LineSplitter.ForeignFileException e) {
        slice.file.giveUp();
        unread.add(slice.file.path, e);
      } catch (IOException | RuntimeException e) {
        unread.add(slice.file.path, e);
      }
    }
    return sum;
  }

  private final class LineReader implements LineSplitter.Handler {
    private final CallReader calls = new CallReader(selection.fields());
    private final A sum;

    LineReader(A sum) {
      this.sum = sum;
    }

    @Override
    public boolean line(byte[] bytes, int offset, int length) {
      Call call = calls.read(bytes, offset, length);
      if (call == null) {
        skippedLines.increment();
        return false;
      }
      if (selection.includes(call)) {
        sum.add(call);
      }
      return true;
    }

    @Override
    public void lineTooLong() {
      skippedLines.increment();
    }
  }
}
