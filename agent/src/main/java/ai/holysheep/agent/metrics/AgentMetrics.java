package ai.holysheep.agent.metrics;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.AgentSwitch;
import ai.holysheep.agent.diagnostics.IgnoredValues;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The metrics of the agent itself. Each scrape reads their values anew. */
final class AgentMetrics {
  private static final double MILLIS_PER_SECOND = 1e3;

  private AgentMetrics() {}

  static void register(
      MetricFactory factory,
      String version,
      LongSupplier activeRequests,
      Supplier<Map<String, Long>> instrumentedClasses) {
    factory
        .info(MetricDefinition.AGENT_INFO)
        .setLabelValues(version, System.getProperty("java.version", "unknown"));
    factory.callbackGauge(
        MetricDefinition.ACTIVE_REQUESTS, gauge -> gauge.call(activeRequests.getAsLong()));
    factory.callbackGauge(
        MetricDefinition.INSTRUMENTED_CLASSES,
        gauge ->
            instrumentedClasses.get().forEach((client, classes) -> gauge.call(classes, client)));
    factory.callbackCounter(MetricDefinition.AGENT_ERRORS, AgentMetrics::collectErrors);
    factory.callbackCounter(MetricDefinition.IGNORED_VALUES, AgentMetrics::collectIgnoredValues);
    factory.callbackGauge(MetricDefinition.AGENT_RESTING, AgentMetrics::collectResting);
    double startSeconds = System.currentTimeMillis() / MILLIS_PER_SECOND;
    factory.callbackGauge(MetricDefinition.AGENT_START_TIME, gauge -> gauge.call(startSeconds));
    factory.callbackGauge(
        MetricDefinition.AGENT_ENABLED, gauge -> gauge.call(AgentSwitch.isOn() ? 1 : 0));
  }

  private static void collectErrors(CounterWithCallback.Callback counter) {
    for (AgentErrors.Stage stage : AgentErrors.Stage.values()) {
      counter.call(AgentErrors.total(stage), stage.label());
    }
  }

  private static void collectIgnoredValues(CounterWithCallback.Callback counter) {
    for (IgnoredValues.Source source : IgnoredValues.Source.values()) {
      counter.call(IgnoredValues.total(source), source.label());
    }
  }

  private static void collectResting(GaugeWithCallback.Callback gauge) {
    for (AgentErrors.Stage stage : AgentErrors.Stage.values()) {
      if (stage.canRest()) {
        gauge.call(AgentErrors.isResting(stage) ? 1 : 0, stage.label());
      }
    }
  }

  static void registerLedger(MetricFactory factory, LongSupplier written, LongSupplier dropped) {
    factory.callbackCounter(
        MetricDefinition.LEDGER_RECORDS,
        counter -> {
          counter.call(written.getAsLong(), "written");
          counter.call(dropped.getAsLong(), "dropped");
        });
  }
}
