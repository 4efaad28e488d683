package ai.holysheep.agent.metrics;

import java.math.BigInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A sum that cannot wrap: each amount is added in three parts of 21 bits, so each part has room for
 * 2^42 amounts of any size. Any thread may add, without a lock. A sum that is read while a thread
 * adds may lack a part of that amount, but never gets smaller.
 */
final class ExactSum {
  private static final int PART_BITS = 21;
  private static final long PART = (1L << PART_BITS) - 1;

  /** When the sum was 0, in milliseconds since 1970. */
  final long createdMillis = System.currentTimeMillis();

  /** The last call with a trace that was added; only counters of errors have one. */
  volatile @Nullable CallExemplar exemplar;

  private final LongAdder low = new LongAdder();
  private final LongAdder middle = new LongAdder();
  private final LongAdder high = new LongAdder();

  /** Throws {@link IllegalArgumentException} for a negative amount: a counter never falls. */
  void add(long amount) {
    if (amount < 0) {
      throw new IllegalArgumentException("negative: " + amount);
    }
    low.add(amount & PART);
    if (amount > PART) {
      middle.add(amount >>> PART_BITS & PART);
      if (amount >>> 2 * PART_BITS != 0) {
        high.add(amount >>> 2 * PART_BITS);
      }
    }
  }

  BigInteger sum() {
    return BigInteger.valueOf(high.sum())
        .shiftLeft(PART_BITS)
        .add(BigInteger.valueOf(middle.sum()))
        .shiftLeft(PART_BITS)
        .add(BigInteger.valueOf(low.sum()));
  }
}
