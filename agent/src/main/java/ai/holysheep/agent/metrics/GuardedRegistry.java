package ai.holysheep.agent.metrics;

import ai.holysheep.agent.diagnostics.AgentErrors;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.registry.PrometheusScrapeRequest;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A registry in which a metric that fails is missing from that scrape, and is counted. */
final class GuardedRegistry extends PrometheusRegistry {
  @Override
  public void register(Collector collector) {
    super.register(new GuardedCollector(collector));
  }

  private static final class GuardedCollector implements Collector {
    private final Collector collector;

    GuardedCollector(Collector collector) {
      this.collector = collector;
    }

    private static @Nullable MetricSnapshot guarded(Supplier<@Nullable MetricSnapshot> collect) {
      try {
        return collect.get();
      } catch (Throwable e) {
        AgentErrors.countAndLog(AgentErrors.Stage.METRICS, e);
        return null;
      }
    }

    @Override
    public @Nullable MetricSnapshot collect() {
      return guarded(collector::collect);
    }

    @Override
    public @Nullable MetricSnapshot collect(PrometheusScrapeRequest request) {
      return guarded(() -> collector.collect(request));
    }

    @Override
    public @Nullable MetricSnapshot collect(Predicate<String> includedNames) {
      return guarded(() -> collector.collect(includedNames));
    }

    @Override
    public @Nullable MetricSnapshot collect(
        Predicate<String> includedNames, PrometheusScrapeRequest request) {
      return guarded(() -> collector.collect(includedNames, request));
    }

    @Override
    public @Nullable MetricFamilyDescriptor getMetricFamilyDescriptor() {
      return collector.getMetricFamilyDescriptor();
    }
  }
}
