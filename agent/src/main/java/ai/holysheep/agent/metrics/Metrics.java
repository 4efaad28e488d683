package ai.holysheep.agent.metrics;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.config.Option;
import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.exchange.CallRecord;
import ai.holysheep.agent.pricing.Cost;
import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.core.metrics.MetricWithFixedMetadata;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Every metric that the agent publishes, in a registry of its own. Any thread may record. */
public final class Metrics {
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final PrometheusProperties properties = PrometheusProperties.builder().build();
  private final Labels constantLabels;
  private final double[] buckets;

  final Counter requests;
  final Histogram duration;
  final Histogram firstToken;
  final Histogram upstream;
  final Counter tokens;
  final Counter details;
  final Money cost = new Money();
  final Money reportedCost = new Money();
  final Counter unpriced;
  final Counter usageMissing;
  final Counter usageMismatch;
  final Gauge remaining;
  final Gauge limit;
  final Gauge retryAfter;
  final Counter retries;
  private final Counter substitutions;
  final Counter truncated;
  final ExtraLabels extraLabels;
  private final BoundedValues models;
  private final Map<String, ModelSeries> series = new ConcurrentHashMap<>();

  public Metrics(
      Config config,
      String version,
      LongSupplier active,
      Supplier<Map<String, Long>> instrumented) {
    constantLabels = labels(config.labels());
    buckets = config.get(Option.METRICS_BUCKETS, double[].class);
    models = new BoundedValues(config.get(Option.METRICS_MAX_MODELS, Integer.class));
    extraLabels = new ExtraLabels(config.list(Option.METRICS_LABELS));
    requests =
        counter(
            "holysheep_requests",
            "Attempts that ended",
            extraLabels.behind("model", "status_code", "error_type"));
    duration =
        histogram(
            "holysheep_request_duration_seconds",
            "Start of an attempt to the end of its body or its failure");
    firstToken =
        histogram(
            "holysheep_time_to_first_token_seconds",
            "Streamed answers: start to the first event with content");
    upstream =
        histogram("holysheep_upstream_duration_seconds", "The gateway's own X-Response-Time-Ms");
    tokens =
        counter("holysheep_tokens", "Tokens billed", extraLabels.behind("model", "token_type"));
    details =
        counter(
            "holysheep_token_details",
            "Subsets of the tokens: never add them to those",
            "model",
            "detail");
    money(
        "holysheep_cost_millicents",
        "Cost by the price table; 1 USD is 100000 millicents",
        cost,
        extraLabels.behind("model"));
    money(
        "holysheep_reported_cost_millicents",
        "Sum of X-Cost-Millicents as the gateway sent it",
        reportedCost,
        "model");
    unpriced =
        counter(
            "holysheep_unpriced_requests",
            "Calls with tokens whose model has no price of its own",
            "model");
    usageMissing =
        counter(
            "holysheep_usage_missing",
            "Successful calls that named a model and reported no usage",
            "model");
    usageMismatch =
        counter(
            "holysheep_usage_mismatch", "Calls whose usage headers and body disagreed", "model");
    remaining =
        gauge(
            "holysheep_ratelimit_remaining", "Calls left in the rate limit's window, as last told");
    limit =
        gauge(
            "holysheep_ratelimit_limit", "Calls that the rate limit's window allows, as last told");
    retryAfter = gauge("holysheep_retry_after_seconds", "The last Retry-After");
    retries = counter("holysheep_retries", "Attempts that repeat an earlier one", "model");
    substitutions =
        counter(
            "holysheep_model_substitutions",
            "Answers by another model than was asked for",
            "model",
            "response_model");
    truncated = counter("holysheep_truncated", "Answers cut off by their token limit", "model");
    agent(version, active, instrumented);
  }

  public PrometheusRegistry registry() {
    return registry;
  }

  Labels constantLabels() {
    return constantLabels;
  }

  public PrometheusProperties properties() {
    return properties;
  }

  /** Counts an attempt that ended, and what it costs where tokens are known. */
  public void record(CallRecord call, @Nullable Cost bill) {
    String model = models.of(call.model);
    series(model).record(call, bill);
    if (call.substituted && call.responseModel != null) {
      substitutions.labelValues(model, models.of(call.responseModel)).inc();
    }
  }

  /** Counts the ledger's lines as well. */
  public void ledger(LongSupplier written, LongSupplier dropped) {
    described(
            CounterWithCallback.builder(properties),
            "holysheep_ledger_records",
            "Calls that the ledger has written or dropped",
            "outcome")
        .callback(
            counter -> {
              counter.call(written.getAsLong(), "written");
              counter.call(dropped.getAsLong(), "dropped");
            })
        .register(registry);
  }

  private ModelSeries series(String model) {
    ModelSeries known = series.get(model);
    return known != null
        ? known
        : series.computeIfAbsent(model, added -> new ModelSeries(this, added));
  }

  private void agent(
      String version, LongSupplier active, Supplier<Map<String, Long>> instrumented) {
    GaugeWithCallback.builder(properties)
        .name("holysheep_active_requests")
        .help("Attempts in flight")
        .constLabels(constantLabels)
        .callback(gauge -> gauge.call(active.getAsLong()))
        .register(registry);
    Info.builder(properties)
        .name("holysheep_agent_info")
        .help("The agent and the JVM it is in")
        .constLabels(constantLabels)
        .labelNames("version", "java_version")
        .register(registry)
        .setLabelValues(version, System.getProperty("java.version", "unknown"));
    CounterWithCallback.builder(properties)
        .name("holysheep_agent_errors")
        .help("Faults inside the agent, all of which it swallowed")
        .constLabels(constantLabels)
        .labelNames("stage")
        .callback(
            counter -> {
              for (AgentErrors.Stage stage : AgentErrors.Stage.values()) {
                counter.call(AgentErrors.counted(stage), stage.label());
              }
            })
        .register(registry);
    GaugeWithCallback.builder(properties)
        .name("holysheep_agent_instrumented_classes")
        .help("Classes that are watched; 0 tells why there is silence")
        .constLabels(constantLabels)
        .labelNames("client")
        .callback(
            gauge -> {
              instrumented.get().forEach((client, classes) -> gauge.call(classes, client));
            })
        .register(registry);
  }

  private Counter counter(String name, String help, String... labels) {
    return described(Counter.builder(properties), name, help, labels)
        .withoutExemplars()
        .register(registry);
  }

  private Gauge gauge(String name, String help) {
    return described(Gauge.builder(properties), name, help, "model")
        .withoutExemplars()
        .register(registry);
  }

  private Histogram histogram(String name, String help) {
    return described(Histogram.builder(properties), name, help, "model")
        .classicUpperBounds(buckets)
        .withoutExemplars()
        .register(registry);
  }

  private void money(String name, String help, Money money, String... labels) {
    described(CounterWithCallback.builder(properties), name, help, labels)
        .callback(counter -> money.eachMillicents(counter::call))
        .register(registry);
  }

  private <B extends MetricWithFixedMetadata.Builder<B, ?>> B described(
      B builder, String name, String help, String... labels) {
    return builder.name(name).help(help).labelNames(labels).constLabels(constantLabels);
  }

  private static Labels labels(Map<String, String> pairs) {
    Labels labels = Labels.EMPTY;
    for (Map.Entry<String, String> pair : pairs.entrySet()) {
      labels = labels.merge(Labels.of(pair.getKey(), pair.getValue()));
    }
    return labels;
  }
}
