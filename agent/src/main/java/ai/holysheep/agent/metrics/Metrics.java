package ai.holysheep.agent.metrics;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.config.Option;
import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.exchange.CallRecord;
import ai.holysheep.agent.pricing.Cost;
import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import java.math.BigDecimal;
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
  private final ModelLabels models;
  private final CardinalityLimit substitutions;
  private final @Nullable DailyCap cap;
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
    int maxModels = config.get(Option.METRICS_MAX_MODELS, Integer.class);
    ExactCounter overflow = factory.counter(MetricDefinition.LABEL_OVERFLOW);
    models = new ModelLabels(maxModels, overflow.series(LabelNames.MODEL));
    substitutions = pairs(maxModels, overflow.series(LabelNames.RESPONSE_MODEL));
    ExtraLabels extraLabels =
        new ExtraLabels(
            config.list(Option.METRICS_LABELS), config.list(Option.ATTRIBUTION_HEADERS), overflow);
    callMetrics = new CallMetrics(factory, extraLabels, overflow);
    modelMetrics = new ModelMetrics(factory, config.is(Option.METRICS_STREAMS));
    BigDecimal usdADay = config.amount(Option.BUDGET_USD_DAY);
    cap = usdADay == null ? null : new DailyCap(factory, usdADay);
    AgentMetrics.register(factory, version, activeRequests, instrumentedClasses);
  }

  private static CardinalityLimit pairs(int max, ExactSum calls) {
    return new CardinalityLimit(
        max,
        new LabelOverflow(
            calls,
            "metrics.max-models ("
                + max
                + ") pairs of models are counted as substitutions; in further ones response_model"
                + " is \"other\""));
  }

  /** Adds the counter of the ledger's records. */
  public void registerLedger(LongSupplier written, LongSupplier dropped) {
    AgentMetrics.registerLedger(factory, written, dropped);
  }

  /**
   * Counts an attempt that ended, or only the tokens and the cost of a part of one. Never throws:
   * what cannot be counted is an error of the agent.
   *
   * @param cost {@code null} if it is unknown
   * @param substituted whether another model answered than the request named
   */
  public void record(CallRecord call, @Nullable Cost cost, boolean substituted) {
    try {
      String model = models.admit(call);
      seriesOf(model).record(call, cost);
      if (substituted && call.responseModel != null) {
        modelMetrics.substitutions.series(model, responseModel(model, call.responseModel)).add(1);
      }
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.METRICS, e);
    }
  }

  /**
   * Counts a call whose parts are counted too. Never throws: what cannot be counted is an error of
   * the agent.
   *
   * @param total what the call and its parts have cost, in picodollars; 0 if that is unknown
   */
  public void recordTotal(CallRecord call, long total) {
    try {
      if (cap != null) {
        cap.record(call.endMillis, total);
      }
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.METRICS, e);
    }
  }

  /**
   * Pairs of models are limited, not response models: a gateway that answers with many names must
   * not take the places of the application's models, nor make a series for each pair.
   */
  private String responseModel(String model, String responseModel) {
    String pair = model + '\n' + responseModel;
    return substitutions.admit(pair).equals(pair) ? responseModel : CardinalityLimit.OTHER;
  }

  private ModelSeries seriesOf(String model) {
    // Not computeIfAbsent: on JDK 8 it locks the bin even where the key is present.
    ModelSeries known = seriesByModel.get(model);
    if (known != null) {
      return known;
    }
    ModelSeries added = new ModelSeries(callMetrics, modelMetrics, model);
    ModelSeries other = seriesByModel.putIfAbsent(model, added);
    return other == null ? added : other;
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
