package ai.holysheep.agent.report.totals;

import java.math.BigInteger;

/** An exact sum, of any size. Not thread-safe. */
final class ExactSum {
  private long sum;

  /** What did not fit into {@link #sum}. */
  private BigInteger overflow = BigInteger.ZERO;

  void add(long more) {
    long next = sum + more;
    if (((sum ^ next) & (more ^ next)) < 0) {
      overflow = overflow.add(BigInteger.valueOf(sum));
      next = more;
    }
    sum = next;
  }

  void addAll(ExactSum other) {
    overflow = overflow.add(other.overflow);
    add(other.sum);
  }

  BigInteger value() {
    return overflow.add(BigInteger.valueOf(sum));
  }
}
