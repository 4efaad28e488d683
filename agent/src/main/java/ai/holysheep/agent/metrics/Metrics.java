package ai.holysheep.agent.metrics;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.config.Option;
import ai.holysheep.agent.exchange.CallRecord;
import ai.holysheep.agent.exchange.Client;
import ai.holysheep.agent.fault.Faults;
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
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/** Every metric that the agent publishes, in a registry of its own. Any thread may record. */
public final class Metrics {
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final PrometheusProperties properties = PrometheusProperties.builder().build();
  private final Labels constantLabels;
  private final double[] buckets;

  private final Counter requests;
  private final Histogram duration;
  private final Histogram firstToken;
  private final Histogram upstream;
  private final Counter tokens;
  private final Counter details;
  private final Money cost = new Money();
  private final Money reportedCost = new Money();
  private final Counter unpriced;
  private final Counter usageMissing;
  private final Counter usageMismatch;
  private final Gauge remaining;
  private final Gauge limit;
  private final Gauge retryAfter;
  private final Counter retries;
  private final Counter substitutions;
  private final Counter truncated;
  private final ModelLabels models;

  public Metrics(
      Config config, String version, LongSupplier active, ToLongFunction<Client> instrumented) {
    constantLabels = labels(config.labels());
    buckets = config.get(Option.METRICS_BUCKETS, double[].class);
    models = new ModelLabels(config.get(Option.METRICS_MAX_MODELS, Integer.class));
    requests =
        counter("holysheep_requests", "Attempts that ended", "model", "status_code", "error_type");
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
    tokens = counter("holysheep_tokens", "Tokens billed", "model", "token_type");
    details =
        counter(
            "holysheep_token_details",
            "Subsets of the tokens: never add them to those",
            "model",
            "detail");
    money("holysheep_cost_millicents", "Cost by the price table; 1 USD is 100000 millicents", cost);
    money(
        "holysheep_reported_cost_millicents",
        "Sum of X-Cost-Millicents as the gateway sent it",
        reportedCost);
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

  public PrometheusProperties properties() {
    return properties;
  }

  public void record(CallRecord call) {
    String model = models.of(call.model);
    requests.labelValues(model, call.statusCode, call.errorType.label()).inc();
    duration.labelValues(model).observe(call.seconds);
    observe(firstToken, model, call.secondsToFirstToken);
    observe(upstream, model, call.upstreamSeconds);
    recordTokens(call, model);
    set(remaining, model, call.ratelimitRemaining);
    set(limit, model, call.ratelimitLimit);
    set(retryAfter, model, call.retryAfterSeconds);
    count(retries, call.retry, model);
    count(truncated, call.truncated, model);
    count(usageMissing, call.usageMissing, model);
    count(usageMismatch, call.usageMismatch, model);
    count(unpriced, call.unpriced, model);
    if (call.substituted && call.responseModel != null) {
      substitutions.labelValues(model, models.of(call.responseModel)).inc();
    }
  }

  private void recordTokens(CallRecord call, String model) {
    add(tokens, call.inputTokens, model, "input");
    add(tokens, call.outputTokens, model, "output");
    if (call.inputTokens >= 0 || call.outputTokens >= 0) {
      cost.add(model, call.cost);
    }
    if (call.reportedCost >= 0) {
      reportedCost.add(model, call.reportedCost);
    }
    if (call.details != null) {
      add(details, call.details.cachedInput, model, "cached_input");
      add(details, call.details.cacheWriteInput, model, "cache_write_input");
      add(details, call.details.reasoningOutput, model, "reasoning_output");
      add(details, call.details.audioInput, model, "audio_input");
      add(details, call.details.audioOutput, model, "audio_output");
    }
  }

  private static void add(Counter counter, long amount, String... labels) {
    if (amount >= 0) {
      counter.labelValues(labels).inc(amount);
    }
  }

  private static void count(Counter counter, boolean happened, String model) {
    if (happened) {
      counter.labelValues(model).inc();
    }
  }

  private static void observe(Histogram histogram, String model, double seconds) {
    if (seconds >= 0) {
      histogram.labelValues(model).observe(seconds);
    }
  }

  private static void set(Gauge gauge, String model, long value) {
    if (value >= 0) {
      gauge.labelValues(model).set(value);
    }
  }

  private void agent(String version, LongSupplier active, ToLongFunction<Client> instrumented) {
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
              for (Faults.Stage stage : Faults.Stage.values()) {
                counter.call(Faults.counted(stage), stage.label());
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
              for (Client client : Client.values()) {
                gauge.call(instrumented.applyAsLong(client), client.label());
              }
            })
        .register(registry);
  }

  private Counter counter(String name, String help, String... labels) {
    return described(Counter.builder(properties), name, help, labels).register(registry);
  }

  private Gauge gauge(String name, String help) {
    return described(Gauge.builder(properties), name, help, "model").register(registry);
  }

  private Histogram histogram(String name, String help) {
    return described(Histogram.builder(properties), name, help, "model")
        .classicUpperBounds(buckets)
        .withoutExemplars()
        .register(registry);
  }

  private void money(String name, String help, Money money) {
    described(CounterWithCallback.builder(properties), name, help, "model")
        .callback(
            counter -> money.eachMillicents((model, millicents) -> counter.call(millicents, model)))
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
