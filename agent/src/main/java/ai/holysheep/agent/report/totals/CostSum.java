package ai.holysheep.agent.report.totals;

import ai.holysheep.agent.report.ledger.Call;
import java.math.BigDecimal;
import java.math.BigInteger;

/** An exact sum of costs, of any size. */
final class CostSum {
  private long picodollars;

  /** What did not fit into {@link #picodollars}. */
  private BigInteger overflow = BigInteger.ZERO;

  void add(long more) {
    long sum = picodollars + more;
    if (((picodollars ^ sum) & (more ^ sum)) < 0) {
      overflow = overflow.add(BigInteger.valueOf(picodollars));
      sum = more;
    }
    picodollars = sum;
  }

  void addAll(CostSum other) {
    overflow = overflow.add(other.overflow);
    add(other.picodollars);
  }

  BigDecimal usd() {
    return new BigDecimal(overflow.add(BigInteger.valueOf(picodollars)), Call.USD_DECIMALS);
  }
}
