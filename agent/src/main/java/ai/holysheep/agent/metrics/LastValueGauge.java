package ai.holysheep.agent.metrics;

import io.prometheus.metrics.model.registry.MetricType;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The number that was reported last: the bits of a double, as no class of the JDK holds one. */
final class LastValueGauge extends SeriesMetric<AtomicLong> {
  private static final double NONE = -1;

  LastValueGauge(MetricDefinition definition, String[] labelNames, Labels constantLabels) {
    super(definition, MetricType.GAUGE, labelNames, constantLabels);
  }

  @Override
  AtomicLong newSeries() {
    return new AtomicLong(Double.doubleToRawLongBits(NONE));
  }

  @Override
  GaugeSnapshot snapshot(Map<Labels, AtomicLong> allSeries) {
    List<GaugeSnapshot.GaugeDataPointSnapshot> points = new ArrayList<>(allSeries.size());
    for (Map.Entry<Labels, AtomicLong> series : allSeries.entrySet()) {
      double value = Double.longBitsToDouble(series.getValue().get());
      if (value != NONE) {
        points.add(new GaugeSnapshot.GaugeDataPointSnapshot(value, series.getKey(), null));
      }
    }
    return new GaugeSnapshot(metadata, points);
  }
}
