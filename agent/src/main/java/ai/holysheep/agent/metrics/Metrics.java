package ai.holysheep.agent.metrics;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.config.Option;
import ai.holysheep.agent.exchange.CallRecord;
import ai.holysheep.agent.pricing.Cost;
import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The agent's metrics, in a registry of their own. {@link MetricDefinition} lists all of them. Any
 * thread may record.
 */
public final class Metrics {
  private final MetricFactory factory;
  private final CallMetrics callMetrics;
  private final ModelMetrics modelMetrics;
  private final CardinalityLimit models;
  private final Map<String, ModelSeries> seriesByModel = new ConcurrentHashMap<>();

  /**
   * @param activeRequests the number of attempts in flight
   * @param instrumentedClasses the number of instrumented classes by client
   */
  public Metrics(
      Config config,
      String version,
      LongSupplier activeRequests,
      Supplier<Map<String, Long>> instrumentedClasses) {
    factory = new MetricFactory(config);
    callMetrics = new CallMetrics(factory, new ExtraLabels(config.list(Option.METRICS_LABELS)));
    modelMetrics = new ModelMetrics(factory);
    models = new CardinalityLimit(config.get(Option.METRICS_MAX_MODELS, Integer.class));
    AgentMetrics.register(factory, version, activeRequests, instrumentedClasses);
  }

  /** Adds the counter of the ledger's records. */
  public void registerLedger(LongSupplier written, LongSupplier dropped) {
    AgentMetrics.registerLedger(factory, written, dropped);
  }

  /** Counts an attempt that ended, and its cost; {@code null} if its tokens are unknown. */
  public void record(CallRecord call, @Nullable Cost cost) {
    String model = models.admit(call.model);
    seriesOf(model).record(call, cost);
    if (call.substituted && call.responseModel != null) {
      modelMetrics.substitutions.labelValues(model, models.admit(call.responseModel)).inc();
    }
  }

  private ModelSeries seriesOf(String model) {
    // computeIfAbsent alone locks the bin on JDK 8, even where the key is present.
    ModelSeries known = seriesByModel.get(model);
    return known != null
        ? known
        : seriesByModel.computeIfAbsent(
            model, added -> new ModelSeries(callMetrics, modelMetrics, added));
  }

  public PrometheusRegistry registry() {
    return factory.registry;
  }

  public PrometheusProperties properties() {
    return factory.properties;
  }

  Labels constantLabels() {
    return factory.constantLabels;
  }
}
