package ai.holysheep.agent.report;

import java.math.BigDecimal;
import java.math.BigInteger;

/** An exact sum of money, of any size. */
final class Amount {
  /** The ledger's smallest amount is 10^-12 USD. */
  static final int DECIMALS = 12;

  private long picodollars;
  private BigInteger carried = BigInteger.ZERO;

  void add(long more) {
    long sum = picodollars + more;
    if (((picodollars ^ sum) & (more ^ sum)) < 0) {
      carried = carried.add(BigInteger.valueOf(picodollars));
      sum = more;
    }
    picodollars = sum;
  }

  void add(Amount more) {
    carried = carried.add(more.carried);
    add(more.picodollars);
  }

  BigDecimal usd() {
    return new BigDecimal(carried.add(BigInteger.valueOf(picodollars)), DECIMALS);
  }
}
