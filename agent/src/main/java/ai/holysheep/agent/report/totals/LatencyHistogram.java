package ai.holysheep.agent.report.totals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Latencies in whole microseconds. The mean is exact. Quantiles are exact up to 128 values. If
 * there are more, they are counted in buckets, 128 for each power of two, and a quantile is the
 * middle of its bucket, at most 0.4 % from the value. Each power of two that occurs takes 1 KB.
 *
 * <p>The result does not depend on the order of the values, nor on how they are split into
 * histograms that are added up.
 */
final class LatencyHistogram {
  static final int MAX_EXACT = 128;

  private static final int BITS = 7;
  private static final int PER_OCTAVE = 1 << BITS;
  private static final BigDecimal MICROS_PER_MILLI = BigDecimal.valueOf(1000);

  private static final long[] EMPTY = {};

  private long count;
  private long sum;

  /** The values, as long as there are few of them. */
  private long[] values = new long[2];

  /** Counts by power of two; empty as long as {@link #values} holds the values. */
  private long[][] octaves = {};

  void add(long micros) {
    sum += micros;
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
      long[] counts = other.octaves[octave];
      if (counts.length > 0) {
        long[] own = octave(octave);
        for (int i = 0; i < PER_OCTAVE; i++) {
          own[i] += counts[i];
        }
      }
    }
    count += other.count;
    sum += other.sum;
  }

  private void useBuckets() {
    if (octaves.length == 0) {
      octaves = new long[Long.SIZE - BITS][];
      Arrays.fill(octaves, EMPTY);
      for (int i = 0; i < count; i++) {
        count(values[i]);
      }
      values = EMPTY;
    }
  }

  private void count(long micros) {
    int shift = shift(micros);
    octave(micros < PER_OCTAVE ? 0 : shift + 1)[(int) (micros >>> shift) & PER_OCTAVE - 1]++;
  }

  private long[] octave(int octave) {
    if (octaves[octave].length == 0) {
      octaves[octave] = new long[PER_OCTAVE];
    }
    return octaves[octave];
  }

  /** How many low bits of a value its bucket ignores. */
  private static int shift(long micros) {
    return Math.max(0, Long.SIZE - 1 - Long.numberOfLeadingZeros(micros) - BITS);
  }

  /** In milliseconds; {@code null} if there is no value. */
  @Nullable BigDecimal mean() {
    return count == 0
        ? null
        : BigDecimal.valueOf(sum)
            .divide(BigDecimal.valueOf(count).multiply(MICROS_PER_MILLI), 3, RoundingMode.HALF_UP);
  }

  /**
   * The smallest value that {@code percent} of all values do not exceed, in milliseconds; {@code
   * null} if there is no value.
   */
  @Nullable BigDecimal quantile(int percent) {
    if (count == 0) {
      return null;
    }
    long rank = (count * percent + 99) / 100;
    return BigDecimal.valueOf(octaves.length == 0 ? exactQuantile(rank) : bucketQuantile(rank), 3);
  }

  private long exactQuantile(long rank) {
    long[] sorted = Arrays.copyOf(values, (int) count);
    Arrays.sort(sorted);
    return sorted[(int) rank - 1];
  }

  private long bucketQuantile(long rank) {
    long left = rank;
    for (int octave = 0; octave < octaves.length; octave++) {
      for (int i = 0; i < octaves[octave].length; i++) {
        left -= octaves[octave][i];
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
