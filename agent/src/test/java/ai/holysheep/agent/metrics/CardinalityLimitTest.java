package ai.holysheep.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CardinalityLimitTest {
  @Test
  void valuesAfterTheFirstOnesBecomeOther() {
    ExactSum calls = new ExactSum();
    CardinalityLimit limit = new CardinalityLimit(2, new LabelOverflow(calls, "a line"));

    assertThat(limit.admit("a")).isEqualTo("a");
    assertThat(limit.admit("a")).isEqualTo("a");
    assertThat(limit.admit("b")).isEqualTo("b");
    assertThat(limit.admit("c")).isEqualTo("other");
    assertThat(limit.admit("a")).isEqualTo("a");
    assertThat(calls.sum()).isOne();
  }
}
