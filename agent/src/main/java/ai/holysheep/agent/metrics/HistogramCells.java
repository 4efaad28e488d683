package ai.holysheep.agent.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.NativeHistogramBuckets;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * One series of a histogram. An observation is one increment of one cell, which happens or does not
 * happen: whatever fails, the buckets agree with each other and no scrape waits. Any thread may
 * observe, without a lock.
 */
final class HistogramCells {
  private static final int CHUNK_BITS = 5;
  private static final int LAST_OF_CHUNK = (1 << CHUNK_BITS) - 1;
  private static final int DECIMALS = 9;
  private static final double UNIT = 1e9;

  private final HistogramBounds bounds;

  /** The counts, 32 cells together: most series use a few of the two thousand cells. */
  private final AtomicReferenceArray<AtomicLongArray> chunks;

  /** By classic bucket, the last call with a trace; {@code null} before the first one. */
  private volatile @Nullable AtomicReferenceArray<@Nullable CallExemplar> exemplars;

  /** In billionths, for example nanoseconds. */
  private final ExactSum sum = new ExactSum();

  HistogramCells(HistogramBounds bounds) {
    this.bounds = bounds;
    chunks = new AtomicReferenceArray<>((bounds.cells() >> CHUNK_BITS) + 1);
  }

  /** Counts an observation; a negative one, or NaN, as 0. */
  void observe(double observed) {
    double value = observed > 0 ? observed : 0;
    int cell = bounds.cellOf(value);
    chunk(cell >> CHUNK_BITS).incrementAndGet(cell & LAST_OF_CHUNK);
    sum.add(Math.round(value * UNIT));
  }

  /** Keeps an exemplar in the place of an earlier one of the same bucket. */
  void exemplify(double observed, CallExemplar exemplar) {
    AtomicReferenceArray<@Nullable CallExemplar> known = exemplars;
    if (known == null) {
      // If two threads do this at once, one exemplar is lost.
      known = new AtomicReferenceArray<>(bounds.classicBuckets());
      exemplars = known;
    }
    known.set(bounds.classicOf(bounds.cellOf(observed)), exemplar);
  }

  private Exemplars exemplars() {
    AtomicReferenceArray<@Nullable CallExemplar> known = exemplars;
    if (known == null) {
      return Exemplars.EMPTY;
    }
    List<Exemplar> found = new ArrayList<>();
    for (int i = 0; i < known.length(); i++) {
      CallExemplar exemplar = known.get(i);
      if (exemplar != null) {
        found.add(exemplar.toExemplar());
      }
    }
    return Exemplars.of(found);
  }

  private AtomicLongArray chunk(int index) {
    AtomicLongArray known = chunks.get(index);
    if (known != null) {
      return known;
    }
    AtomicLongArray added = new AtomicLongArray(1 << CHUNK_BITS);
    return chunks.compareAndSet(index, null, added) ? added : chunks.get(index);
  }

  HistogramDataPointSnapshot snapshot(Labels labels) {
    double[] classicBounds = bounds.classic();
    long[] classicCounts = new long[classicBounds.length];
    NativeBuckets natives = new NativeBuckets();
    for (int i = 0; i < chunks.length(); i++) {
      AtomicLongArray chunk = chunks.get(i);
      for (int j = 0; chunk != null && j < chunk.length(); j++) {
        // Each cell is read once, so both kinds of buckets have the same number of observations.
        long count = chunk.get(j);
        if (count > 0) {
          int cell = (i << CHUNK_BITS) + j;
          classicCounts[bounds.classicOf(cell)] += count;
          natives.add(bounds.nativeOf(cell), count);
        }
      }
    }
    natives.limit();
    return new HistogramDataPointSnapshot(
        ClassicHistogramBuckets.of(classicBounds, classicCounts),
        natives.schema(),
        natives.zeroCount(),
        HistogramBounds.ZERO_THRESHOLD,
        natives.positive(),
        NativeHistogramBuckets.EMPTY,
        new BigDecimal(sum.sum(), DECIMALS).doubleValue(),
        labels,
        exemplars(),
        sum.createdMillis);
  }
}
