package ai.holysheep.agent.report.totals;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class ExactSumTest {
  @Test
  void isExactAboveTheRangeOfALong() {
    ExactSum sum = new ExactSum();
    sum.add(Long.MAX_VALUE);
    sum.add(Long.MAX_VALUE);
    ExactSum twice = new ExactSum();
    twice.addAll(sum);
    twice.addAll(sum);
    assertThat(twice.value())
        .isEqualTo(BigInteger.valueOf(Long.MAX_VALUE).multiply(BigInteger.valueOf(4)));
  }
}
