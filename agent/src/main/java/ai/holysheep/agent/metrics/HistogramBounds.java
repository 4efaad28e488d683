package ai.holysheep.agent.metrics;

import java.util.Arrays;

/**
 * The cells of a histogram. Their upper bounds are those of all classic and all native buckets
 * together. So a bucket of either kind is a sum of cells, and one count of an observation is enough
 * for both. Immutable.
 */
final class HistogramBounds {
  /** The finest resolution: 32 native buckets for each power of two. client_java starts with it. */
  static final int SCHEMA = 5;

  /** Up to this, an observation is 0 to a native histogram, as in client_java. */
  static final double ZERO_THRESHOLD = Math.scalb(1.0, -128);

  /** The native bucket of observations up to {@link #ZERO_THRESHOLD}. */
  static final int ZERO = Integer.MIN_VALUE;

  /** From 2^-32 s, less than a nanosecond, to 2^34 s, 544 years. */
  private static final int FIRST_NATIVE = -32 << SCHEMA;

  private static final int LAST_NATIVE = 34 << SCHEMA;

  /** In rising order; the last is infinite. */
  private final double[] classic;

  private final double[] natives = new double[LAST_NATIVE - FIRST_NATIVE + 1];
  private final double[] cells;

  /**
   * @param classicBounds rising and positive, without the infinite one
   */
  HistogramBounds(double[] classicBounds) {
    classic = Arrays.copyOf(classicBounds, classicBounds.length + 1);
    classic[classicBounds.length] = Double.POSITIVE_INFINITY;
    double[] steps = new double[1 << SCHEMA];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = Math.pow(2, i / (double) steps.length);
    }
    for (int i = 0; i < natives.length; i++) {
      int index = FIRST_NATIVE + i;
      natives[i] = Math.scalb(steps[index & steps.length - 1], index >> SCHEMA);
    }
    cells = sortedUnion();
  }

  private double[] sortedUnion() {
    double[] all = Arrays.copyOf(natives, natives.length + classic.length + 1);
    System.arraycopy(classic, 0, all, natives.length, classic.length);
    all[all.length - 1] = ZERO_THRESHOLD;
    Arrays.sort(all);
    int distinct = 1;
    for (int i = 1; i < all.length; i++) {
      if (all[i] > all[distinct - 1]) {
        all[distinct++] = all[i];
      }
    }
    return Arrays.copyOf(all, distinct);
  }

  double[] classic() {
    return classic.clone();
  }

  int classicBuckets() {
    return classic.length;
  }

  int cells() {
    return cells.length;
  }

  /** The cell of an observation, which is not negative. */
  int cellOf(double value) {
    return firstNotBelow(cells, value);
  }

  /** The classic bucket that a cell is part of. */
  int classicOf(int cell) {
    return firstNotBelow(classic, cells[cell]);
  }

  /** The index of the native bucket that a cell is part of, at {@link #SCHEMA}. */
  int nativeOf(int cell) {
    double bound = cells[cell];
    return bound <= ZERO_THRESHOLD
        ? ZERO
        : Math.min(FIRST_NATIVE + firstNotBelow(natives, bound), LAST_NATIVE);
  }

  private static int firstNotBelow(double[] bounds, double value) {
    int found = Arrays.binarySearch(bounds, value);
    return found >= 0 ? found : -found - 1;
  }
}
