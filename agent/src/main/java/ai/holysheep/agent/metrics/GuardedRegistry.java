package ai.holysheep.agent.metrics;

import ai.holysheep.agent.diagnostics.AgentErrors;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.registry.PrometheusScrapeRequest;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.function.Predicate;
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

    @Override
    public @Nullable MetricSnapshot collect() {
      try {
        return collector.collect();
      } catch (Throwable e) {
        return failed(e);
      }
    }

    @Override
    public @Nullable MetricSnapshot collect(PrometheusScrapeRequest request) {
      try {
        return collector.collect(request);
      } catch (Throwable e) {
        return failed(e);
      }
    }

    @Override
    public @Nullable MetricSnapshot collect(Predicate<String> includedNames) {
      try {
        return collector.collect(includedNames);
      } catch (Throwable e) {
        return failed(e);
      }
    }

    @Override
    public @Nullable MetricSnapshot collect(
        Predicate<String> includedNames, PrometheusScrapeRequest request) {
      try {
        return collector.collect(includedNames, request);
      } catch (Throwable e) {
        return failed(e);
      }
    }

    private static @Nullable MetricSnapshot failed(Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.METRICS, e);
      return null;
    }

    @Override
    public @Nullable MetricFamilyDescriptor getMetricFamilyDescriptor() {
      return collector.getMetricFamilyDescriptor();
    }
  }
}
