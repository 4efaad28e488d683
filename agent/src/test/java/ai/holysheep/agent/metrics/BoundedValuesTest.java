package ai.holysheep.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundedValuesTest {
  @Test
  void laterOnesBecomeOther() {
    BoundedValues values = new BoundedValues(2);

    assertThat(values.of("a")).isEqualTo("a");
    assertThat(values.of("a")).isEqualTo("a");
    assertThat(values.of("b")).isEqualTo("b");
    assertThat(values.of("c")).isEqualTo("other");
    assertThat(values.of("a")).isEqualTo("a");
  }
}
