package ai.holysheep.agent.metrics;

import io.prometheus.metrics.model.snapshots.NativeHistogramBuckets;
import java.util.Arrays;

/** The native buckets of one series, while a scrape builds them. Not thread-safe. */
final class NativeBuckets {
  /** As in client_java. With more buckets, two neighbours become one. */
  private static final int MAX_BUCKETS = 160;

  /** The least resolution that a native histogram can have. */
  private static final int MIN_SCHEMA = -4;

  private int[] indexes = new int[64];
  private long[] counts = new long[64];
  private int size;
  private long zeroCount;
  private int schema = HistogramBounds.SCHEMA;

  /** Adds to a bucket. The indexes must not fall from one call to the next. */
  void add(int index, long count) {
    if (index == HistogramBounds.ZERO) {
      zeroCount += count;
    } else if (size > 0 && indexes[size - 1] == index) {
      counts[size - 1] += count;
    } else {
      if (size == indexes.length) {
        indexes = Arrays.copyOf(indexes, 2 * size);
        counts = Arrays.copyOf(counts, 2 * size);
      }
      indexes[size] = index;
      counts[size++] = count;
    }
  }

  /**
   * Lowers the resolution until the buckets are few enough. Buckets are never emptied, so a series'
   * resolution never rises from one scrape to the next.
   */
  void limit() {
    while (size > MAX_BUCKETS && schema > MIN_SCHEMA) {
      int before = size;
      size = 0;
      for (int i = 0; i < before; i++) {
        // The upper bound of two neighbours is that of the even index.
        add(indexes[i] + 1 >> 1, counts[i]);
      }
      schema--;
    }
  }

  int schema() {
    return schema;
  }

  long zeroCount() {
    return zeroCount;
  }

  NativeHistogramBuckets positive() {
    return NativeHistogramBuckets.of(Arrays.copyOf(indexes, size), Arrays.copyOf(counts, size));
  }
}
