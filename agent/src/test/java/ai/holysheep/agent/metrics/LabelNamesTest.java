package ai.holysheep.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.config.Option;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The options name labels a second time: these tests hold them equal to the metrics' labels. */
class LabelNamesTest {
  /** All labels of all metrics, and those that Prometheus' own formats add. */
  static Set<String> usedLabels() {
    Set<String> used = new TreeSet<>(ExtraLabels.ALLOWED);
    for (MetricDefinition metric : MetricDefinition.values()) {
      used.addAll(Arrays.asList(metric.labelNames()));
    }
    used.addAll(Set.of("le", "quantile"));
    return used;
  }

  /** Without those that only {@code metrics.labels} adds, and that came after constant labels. */
  static Set<String> reservedLabels() {
    Set<String> reserved = usedLabels();
    reserved.removeAll(Set.of("entry", "user", "api_key"));
    return reserved;
  }

  @ParameterizedTest
  @MethodSource("reservedLabels")
  void aConstantLabelCannotHaveTheNameOfALabelThatAMetricHas(String label) {
    assertThat(Config.load("metrics.constant-labels=" + label + "=x").labels()).isEmpty();
  }

  @Test
  void aConstantLabelMayHaveAnyOtherName() {
    assertThat(Config.load("metrics.constant-labels=team=cs").labels()).containsEntry("team", "cs");
  }

  @Test
  void theOptionForExtraLabelsAllowsExactlyThose() {
    assertThat(extraLabels(String.join(";", ExtraLabels.ALLOWED)))
        .containsExactlyElementsOf(ExtraLabels.ALLOWED);
    Set<String> others = usedLabels();
    others.removeAll(ExtraLabels.ALLOWED);
    assertThat(others).allSatisfy(label -> assertThat(extraLabels(label)).isNull());
  }

  private static List<String> extraLabels(String option) {
    return Config.load("metrics.labels=" + option).list(Option.METRICS_LABELS);
  }
}
