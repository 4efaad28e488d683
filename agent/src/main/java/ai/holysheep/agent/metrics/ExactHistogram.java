package ai.holysheep.agent.metrics;

import io.prometheus.metrics.model.registry.MetricType;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A histogram with classic and native buckets, for example of seconds. */
final class ExactHistogram extends SeriesMetric<HistogramCells> {
  private final HistogramBounds bounds;

  ExactHistogram(
      MetricDefinition definition,
      HistogramBounds bounds,
      String[] labelNames,
      Labels constantLabels) {
    super(definition, MetricType.HISTOGRAM, labelNames, constantLabels);
    this.bounds = bounds;
  }

  @Override
  HistogramCells newSeries() {
    return new HistogramCells(bounds);
  }

  @Override
  HistogramSnapshot snapshot(Map<Labels, HistogramCells> allSeries) {
    List<HistogramDataPointSnapshot> points = new ArrayList<>(allSeries.size());
    for (Map.Entry<Labels, HistogramCells> series : allSeries.entrySet()) {
      points.add(series.getValue().snapshot(series.getKey()));
    }
    return new HistogramSnapshot(metadata, points);
  }
}
