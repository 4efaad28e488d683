package ai.holysheep.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.diagnostics.AgentErrors;
import io.prometheus.metrics.model.snapshots.Label;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JvmMetricsTest {
  private static Metrics metrics(String options) {
    Metrics metrics = new Metrics(Config.load(options), "1.2.3", () -> 0, () -> Map.of());
    JvmMetrics.register(metrics);
    return metrics;
  }

  private static Set<String> names(Metrics metrics) {
    return metrics.registry().scrape().stream()
        .map(metric -> metric.getMetadata().getName())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<Label> labels(MetricSnapshot metric) {
    return metric.getDataPoints().stream().flatMap(point -> point.getLabels().stream());
  }

  /** The labels that the JVM's metrics have without any constant label. */
  static Set<String> ownLabels() {
    return metrics("").registry().scrape().stream()
        .filter(metric -> !metric.getMetadata().getName().startsWith("holysheep_"))
        .flatMap(JvmMetricsTest::labels)
        .map(Label::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @MethodSource("ownLabels")
  void aConstantLabelOfTheSameNameCostsNoMetric(String label) {
    long faults = AgentErrors.total(AgentErrors.Stage.METRICS);
    long config = AgentErrors.total(AgentErrors.Stage.CONFIG);

    Metrics metrics = metrics("metrics.constant-labels=" + label + "=mine;team=cs");

    assertThat(names(metrics)).isEqualTo(names(metrics("")));
    assertThat(AgentErrors.total(AgentErrors.Stage.METRICS)).isEqualTo(faults);
    assertThat(AgentErrors.total(AgentErrors.Stage.CONFIG)).isEqualTo(config + 1);
  }

  @Test
  void theConstantLabelsAreOnTheMetricsOfTheJvm() {
    assertThat(metrics("metrics.constant-labels=team=cs").registry().scrape().stream())
        .filteredOn(metric -> metric.getMetadata().getName().startsWith("jvm_"))
        .isNotEmpty()
        .allMatch(metric -> labels(metric).anyMatch(label -> label.getName().equals("team")));
  }
}
