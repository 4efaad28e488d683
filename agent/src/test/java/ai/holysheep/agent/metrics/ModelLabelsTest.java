package ai.holysheep.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ModelLabelsTest {
  @Test
  void laterModelsBecomeOther() {
    ModelLabels models = new ModelLabels(2);

    assertThat(models.of("a")).isEqualTo("a");
    assertThat(models.of("a")).isEqualTo("a");
    assertThat(models.of("b")).isEqualTo("b");
    assertThat(models.of("c")).isEqualTo("other");
    assertThat(models.of("a")).isEqualTo("a");
  }
}
