package ai.holysheep.agent.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionsTest {
  @ParameterizedTest
  @CsvSource({
    "4.3, 4.3, 0",
    "4.3, 4.3.0, 0",
    "4.3, 4.3.1, -1",
    "4.5.2, 4.5.14, -1",
    "11, 8, 1",
    "5.0, 4.99.99, 1",
    "0, 3.0, -1",
  })
  void areOrderedByTheirNumbers(String one, String other, int order) {
    assertThat(Versions.compare(one, other)).isEqualTo(order);
    assertThat(Versions.compare(other, one)).isEqualTo(-order);
  }
}
