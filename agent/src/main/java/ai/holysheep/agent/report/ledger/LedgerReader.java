package ai.holysheep.agent.report.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Reads files on several threads, and sums their calls. */
public final class LedgerReader<A extends CallAccumulator<A>> {
  private static final int MAX_THREADS = 8;
  private static final long PROGRESS_MILLIS = 250;

  private final Supplier<A> newAccumulator;
  private final Progress progress;
  private final LongAdder skippedLines = new LongAdder();
  private final Map<Path, String> unreadFiles = new ConcurrentSkipListMap<>();

  public LedgerReader(Supplier<A> newAccumulator, Progress progress) {
    this.newAccumulator = newAccumulator;
    this.progress = progress;
  }

  public A read(List<Path> files) throws InterruptedException, ExecutionException {
    Queue<Slice> slices = slices(files);
    progress.start(slices.stream().mapToLong(slice -> slice.bytes).sum());
    int threads = Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors());
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<A>> parts = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        parts.add(pool.submit(() -> readSlices(slices)));
      }
      A all = newAccumulator.get();
      for (Future<A> part : parts) {
        all.addAll(await(part));
      }
      return all;
    } finally {
      pool.shutdownNow();
      progress.erase();
    }
  }

  /** Lines that are torn, or that the agent did not write. */
  public long skippedLines() {
    return skippedLines.sum();
  }

  /** The files that could not be read to their end, and why. */
  public Map<Path, String> unreadFiles() {
    return Collections.unmodifiableMap(unreadFiles);
  }

  private Queue<Slice> slices(List<Path> files) {
    Queue<Slice> slices = new ArrayDeque<>();
    for (Path file : files) {
      try {
        slices.addAll(Slice.split(file, Slice.BYTES));
      } catch (IOException e) {
        unreadFiles.put(file, reason(e));
      }
    }
    return new ConcurrentLinkedQueue<>(slices);
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

  private A readSlices(Queue<Slice> slices) {
    A sum = newAccumulator.get();
    LineSplitter lines = new LineSplitter(new LineReader(sum));
    for (Slice slice = slices.poll(); slice != null; slice = slices.poll()) {
      try {
        slice.read(lines, progress::addBytesRead);
      } catch (IOException e) {
        unreadFiles.put(slice.file, reason(e));
      }
    }
    return sum;
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  private final class LineReader implements LineSplitter.Handler {
    private final CallReader calls = new CallReader();
    private final A sum;

    LineReader(A sum) {
      this.sum = sum;
    }

    @Override
    public void line(byte[] bytes, int offset, int length) {
      Call call = calls.read(bytes, offset, length);
      if (call == null) {
        skippedLines.increment();
      } else {
        sum.add(call);
      }
    }

    @Override
    public void lineTooLong() {
      skippedLines.increment();
    }
  }
}
