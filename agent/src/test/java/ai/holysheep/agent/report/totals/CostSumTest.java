package ai.holysheep.agent.report.totals;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class CostSumTest {
  @Test
  void isExactAboveTheRangeOfALong() {
    CostSum sum = new CostSum();
    sum.add(Long.MAX_VALUE);
    sum.add(Long.MAX_VALUE);
    CostSum twice = new CostSum();
    twice.addAll(sum);
    twice.addAll(sum);
    assertThat(twice.usd())
        .isEqualTo(new BigDecimal(Long.MAX_VALUE).multiply(new BigDecimal(4)).movePointLeft(12));
  }
}
