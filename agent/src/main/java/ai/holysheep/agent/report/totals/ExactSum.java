package ai.holysheep.agent.report.totals;

import java.math.BigInteger;

/** An exact sum, of any size. Not thread-safe. */
public final class ExactSum {
  private long sum;

  /** What did not fit into {@link #sum}. */
  private BigInteger overflow = BigInteger.ZERO;

  public void add(long more) {
    long next = sum + more;
    if (((sum ^ next) & (more ^ next)) < 0) {
      overflow = overflow.add(BigInteger.valueOf(sum));
      next = more;
    }
    sum = next;
  }

  public void addAll(ExactSum other) {
    overflow = overflow.add(other.overflow);
    add(other.sum);
  }

  public BigInteger value() {
    return overflow.add(BigInteger.valueOf(sum));
  }
}
