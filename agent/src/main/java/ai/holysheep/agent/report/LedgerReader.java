package ai.holysheep.agent.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
import java.util.function.Supplier;

/** Reads files on several threads, each of which sums for itself. */
final class LedgerReader {
  private static final int MAX_THREADS = 8;
  private static final long LOOK_MILLIS = 250;

  /** What could not be read to its end, and why. */
  final Map<Path, String> unreadable = new ConcurrentSkipListMap<>();

  private final Supplier<ReportTotals> figures;
  private final Progress progress;

  LedgerReader(Supplier<ReportTotals> figures, Progress progress) {
    this.figures = figures;
    this.progress = progress;
  }

  ReportTotals read(List<Path> files) throws InterruptedException, ExecutionException {
    Queue<Slice> slices = slices(files);
    progress.start(slices.stream().mapToLong(slice -> slice.bytes).sum());
    int threads = Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors());
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<ReportTotals>> parts = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        parts.add(pool.submit(() -> sum(slices)));
      }
      ReportTotals all = figures.get();
      for (Future<ReportTotals> part : parts) {
        all.add(await(part));
      }
      return all;
    } finally {
      pool.shutdownNow();
      progress.end();
    }
  }

  private Queue<Slice> slices(List<Path> files) {
    Queue<Slice> slices = new ArrayDeque<>();
    for (Path file : files) {
      try {
        slices.addAll(Slice.of(file, Slice.BYTES));
      } catch (IOException e) {
        unreadable.put(file, reason(e));
      }
    }
    return new ConcurrentLinkedQueue<>(slices);
  }

  private ReportTotals await(Future<ReportTotals> part)
      throws InterruptedException, ExecutionException {
    while (true) {
      try {
        return part.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException stillReading) {
        progress.show();
      }
    }
  }

  private ReportTotals sum(Queue<Slice> slices) {
    ReportTotals sum = figures.get();
    CallReader calls = new CallReader();
    Lines lines =
        new Lines(
            new Lines.Consumer() {
              @Override
              public void line(byte[] bytes, int from, int to) {
                Call call = calls.read(bytes, from, to);
                if (call == null) {
                  sum.skippedLines++;
                } else {
                  sum.add(call);
                }
              }

              @Override
              public void tooLong() {
                sum.skippedLines++;
              }
            });
    for (Slice slice = slices.poll(); slice != null; slice = slices.poll()) {
      try {
        slice.read(lines, progress::read);
      } catch (IOException e) {
        unreadable.put(slice.file, reason(e));
      }
    }
    return sum;
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
