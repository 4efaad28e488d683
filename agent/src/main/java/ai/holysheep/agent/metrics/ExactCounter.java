package ai.holysheep.agent.metrics;

import io.prometheus.metrics.model.registry.MetricType;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A counter that adds whole units, for example picodollars. Only their exact sum becomes the {@code
 * double} that the exposition needs. A counter that adds doubles would drift.
 */
final class ExactCounter extends SeriesMetric<ExactSum> {
  private final int decimals;

  /**
   * @param decimals the exposed value is the sum times 10^-decimals
   */
  ExactCounter(
      MetricDefinition definition, int decimals, String[] labelNames, Labels constantLabels) {
    super(definition, MetricType.COUNTER, labelNames, constantLabels);
    this.decimals = decimals;
  }

  @Override
  ExactSum newSeries() {
    return new ExactSum();
  }

  @Override
  CounterSnapshot snapshot(Map<Labels, ExactSum> allSeries) {
    List<CounterSnapshot.CounterDataPointSnapshot> points = new ArrayList<>(allSeries.size());
    for (Map.Entry<Labels, ExactSum> series : allSeries.entrySet()) {
      ExactSum sum = series.getValue();
      CallExemplar exemplar = sum.exemplar;
      double value = new BigDecimal(sum.sum(), decimals).doubleValue();
      points.add(
          new CounterSnapshot.CounterDataPointSnapshot(
              value,
              series.getKey(),
              exemplar == null ? null : exemplar.toExemplar(),
              sum.createdMillis));
    }
    return new CounterSnapshot(metadata, points);
  }
}
