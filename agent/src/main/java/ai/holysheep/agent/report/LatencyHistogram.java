package ai.holysheep.agent.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Latencies in whole microseconds. The mean is exact. Quantiles are exact up to 128 values; above,
 * values are counted in buckets of which each power of two has 128, and a quantile is the middle of
 * its bucket, at most 0.4 % from the value. A power of two that occurs takes 1 KB.
 *
 * <p>The same values in any order, in any parts, give the same figures.
 */
final class LatencyHistogram {
  static final int EXACT = 128;

  private static final int BITS = 7;
  private static final int PER_OCTAVE = 1 << BITS;
  private static final BigDecimal MICROS_PER_MILLI = BigDecimal.valueOf(1000);

  private static final long[] EMPTY = {};

  private long count;
  private long sum;
  private long[] few = new long[2];

  /** Counts by power of two; none, as long as the values are held themselves. */
  private long[][] octaves = {};

  void add(long micros) {
    sum += micros;
    if (octaves.length == 0 && count < EXACT) {
      if (count == few.length) {
        few = Arrays.copyOf(few, Math.min(2 * few.length, EXACT));
      }
      few[(int) count] = micros;
    } else {
      spill();
      count(micros);
    }
    count++;
  }

  void add(LatencyHistogram more) {
    if (more.octaves.length == 0) {
      for (int i = 0; i < more.count; i++) {
        add(more.few[i]);
      }
      return;
    }
    spill();
    for (int octave = 0; octave < octaves.length; octave++) {
      long[] counts = more.octaves[octave];
      if (counts.length > 0) {
        long[] mine = octave(octave);
        for (int i = 0; i < PER_OCTAVE; i++) {
          mine[i] += counts[i];
        }
      }
    }
    count += more.count;
    sum += more.sum;
  }

  private void spill() {
    if (octaves.length == 0) {
      octaves = new long[Long.SIZE - BITS][];
      Arrays.fill(octaves, EMPTY);
      for (int i = 0; i < count; i++) {
        count(few[i]);
      }
      few = EMPTY;
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

  /** How many low bits the bucket leaves out. */
  private static int shift(long micros) {
    return Math.max(0, Long.SIZE - 1 - Long.numberOfLeadingZeros(micros) - BITS);
  }

  /** In milliseconds, {@code null} if there are none. */
  @Nullable BigDecimal mean() {
    return count == 0
        ? null
        : BigDecimal.valueOf(sum)
            .divide(BigDecimal.valueOf(count).multiply(MICROS_PER_MILLI), 3, RoundingMode.HALF_UP);
  }

  /** The smallest value that {@code percent} of all do not exceed, in milliseconds. */
  @Nullable BigDecimal quantile(int percent) {
    if (count == 0) {
      return null;
    }
    long rank = (count * percent + 99) / 100;
    return BigDecimal.valueOf(octaves.length == 0 ? exact(rank) : bucket(rank), 3);
  }

  private long exact(long rank) {
    long[] sorted = Arrays.copyOf(few, (int) count);
    Arrays.sort(sorted);
    return sorted[(int) rank - 1];
  }

  private long bucket(long rank) {
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
