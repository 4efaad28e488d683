package ai.holysheep.agent.report.totals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Latencies in whole microseconds. The mean is exact. Quantiles are exact up to 128 values. If
 * there are more, they are counted in buckets, 128 for each power of two, and a quantile is the
 * middle of its bucket, at most 0.4 % from the value. Each power of two that occurs takes 170
 * bytes, and more only for buckets with more than 255 values.
 *
 * <p>The result does not depend on the order of the values, nor on how they are split into
 * histograms that are added up.
 */
final class LatencyHistogram {
  static final int MAX_EXACT = 128;

  private static final int BITS = 7;
  private static final int PER_OCTAVE = BucketCounts.BUCKETS;
  private static final BigDecimal MICROS_PER_MILLI = BigDecimal.valueOf(1000);

  private static final long[] EMPTY = {};

  private long count;
  private final ExactSum sum = new ExactSum();

  /** The values, as long as there are few of them. */
  private long[] values = new long[2];

  /**
   * Counts by power of two, {@code null} for those that do not occur; empty as long as {@link
   * #values} holds the values.
   */
  private @Nullable BucketCounts[] octaves = {};

  void add(long micros) {
    sum.add(micros);
    if (octaves.length == 0 && count < MAX_EXACT) {
      if (count == values.length) {
        values = Arrays.copyOf(values, Math.min(2 * values.length, MAX_EXACT));
      }
      values[(int) count] = micros;
    } else {
      useBuckets();
      count(micros);
    }
    count++;
  }

  void addAll(LatencyHistogram other) {
    if (other.octaves.length == 0) {
      for (int i = 0; i < other.count; i++) {
        add(other.values[i]);
      }
      return;
    }
    useBuckets();
    for (int octave = 0; octave < octaves.length; octave++) {
      BucketCounts more = other.octaves[octave];
      if (more != null) {
        octave(octave).addAll(more);
      }
    }
    count += other.count;
    sum.addAll(other.sum);
  }

  private void useBuckets() {
    if (octaves.length == 0) {
      octaves = new BucketCounts[Long.SIZE - BITS];
      for (int i = 0; i < count; i++) {
        count(values[i]);
      }
      values = EMPTY;
    }
  }

  private void count(long micros) {
    int shift = shift(micros);
    octave(micros < PER_OCTAVE ? 0 : shift + 1).add((int) (micros >>> shift) & PER_OCTAVE - 1, 1);
  }

  private BucketCounts octave(int octave) {
    BucketCounts known = octaves[octave];
    if (known == null) {
      known = new BucketCounts();
      octaves[octave] = known;
    }
    return known;
  }

  /** How many low bits of a value its bucket ignores. */
  private static int shift(long micros) {
    return Math.max(0, Long.SIZE - 1 - Long.numberOfLeadingZeros(micros) - BITS);
  }

  /** In milliseconds; {@code null} if there is no value. */
  @Nullable BigDecimal mean() {
    return count == 0
        ? null
        : new BigDecimal(sum.value())
            .divide(BigDecimal.valueOf(count).multiply(MICROS_PER_MILLI), 3, RoundingMode.HALF_UP);
  }

  /**
   * The smallest value that {@code percent} of all values do not exceed, in milliseconds; {@code
   * null} if there is no value.
   */
  @Nullable BigDecimal quantile(int percent) {
    return count == 0 ? null : BigDecimal.valueOf(value(percent), 3);
  }

  /** Like {@link #quantile}, in the unit of the values; -1 if there is none. */
  long value(int percent) {
    if (count == 0) {
      return -1;
    }
    long rank = (count * percent + 99) / 100;
    return octaves.length == 0 ? exactQuantile(rank) : bucketQuantile(rank);
  }

  long count() {
    return count;
  }

  private long exactQuantile(long rank) {
    long[] sorted = Arrays.copyOf(values, (int) count);
    Arrays.sort(sorted);
    return sorted[(int) rank - 1];
  }

  private long bucketQuantile(long rank) {
    long left = rank;
    for (int octave = 0; octave < octaves.length; octave++) {
      BucketCounts counts = octaves[octave];
      for (int i = 0; counts != null && i < PER_OCTAVE; i++) {
        left -= counts.get(i);
        if (left <= 0) {
          return octave == 0 ? i : middle(octave - 1, i);
        }
      }
    }
    throw new IllegalStateException("fewer values than " + rank);
  }

  private static long middle(int shift, int bucket) {
    return ((long) (PER_OCTAVE + bucket) << shift) + (1L << shift >> 1);
  }
}
