package ai.holysheep.agent.report.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class CellTest {
  @Test
  void peopleReadEachTypeWithItsDecimals() {
    assertThat(Cell.text("gpt-4.1").rounded()).isEqualTo("gpt-4.1");
    assertThat(Cell.count(1234567).rounded()).isEqualTo("1,234,567");
    assertThat(Cell.usd(new BigDecimal("1234.567895")).rounded()).isEqualTo("1,234.56790");
    assertThat(Cell.percent(new BigDecimal("33.3333")).rounded()).isEqualTo("33.33");
    assertThat(Cell.millis(new BigDecimal("1500.5")).rounded()).isEqualTo("1,501");
  }

  @Test
  void programsReadEveryDigitWithoutExponentAndTrailingZeros() {
    assertThat(Cell.count(1000).exact()).isEqualTo("1000");
    assertThat(Cell.usd(new BigDecimal("0.000000000001")).exact()).isEqualTo("0.000000000001");
    assertThat(Cell.usd(new BigDecimal("0E-12")).exact()).isEqualTo("0");
    assertThat(Cell.millis(new BigDecimal("1E+3")).exact()).isEqualTo("1000");
  }

  @Test
  void anUnknownNumberIsADashForPeopleAndEmptyForPrograms() {
    assertThat(Cell.millis(null).rounded()).isEqualTo("-");
    assertThat(Cell.millis(null).exact()).isEmpty();
    assertThat(Cell.percent(null).number()).isNull();
    assertThat(Cell.percent(null).isText()).isFalse();
  }
}
