package ai.holysheep.agent.metrics;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.Log;
import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.instrumentation.jvm.JvmBufferPoolMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmClassLoadingMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Arrays;
import java.util.List;

/**
 * client_java's metrics of the JVM ({@code metrics.jvm}), except those that listen to garbage
 * collectors or ask the MBean server: the application could see them, and they would measure the
 * agent's own load.
 */
public final class JvmMetrics {
  /** The labels that these metrics have themselves; {@code version} is never a constant label. */
  private static final List<String> OWN_LABELS =
      Arrays.asList("area", "gc", "pool", "runtime", "state", "vendor");

  private JvmMetrics() {}

  /**
   * Registers them. Call it after the application's logging is initialised. In a JVM without JMX
   * this fails, which is counted and logged.
   */
  public static void register(Metrics metrics) {
    PrometheusProperties properties = metrics.properties();
    PrometheusRegistry registry = metrics.registry();
    try {
      Labels labels = withoutOwnLabels(metrics.constantLabels());
      JvmMemoryMetrics.builder(properties).constLabels(labels).register(registry);
      JvmGarbageCollectorMetrics.builder(properties).constLabels(labels).register(registry);
      JvmThreadsMetrics.builder(properties).constLabels(labels).register(registry);
      JvmClassLoadingMetrics.builder(properties).constLabels(labels).register(registry);
      JvmBufferPoolMetrics.builder(properties).constLabels(labels).register(registry);
      JvmRuntimeInfoMetric.builder(properties).constLabels(labels).register(registry);
      ProcessMetrics.builder(properties).constLabels(labels).register(registry);
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.METRICS, e);
      Log.warn("metrics.jvm: " + e);
    }
  }

  /** These metrics keep their own labels: with two labels of one name no value can be read. */
  private static Labels withoutOwnLabels(Labels constantLabels) {
    Labels kept = Labels.EMPTY;
    for (int i = 0; i < constantLabels.size(); i++) {
      String name = constantLabels.getName(i);
      if (OWN_LABELS.contains(name)) {
        AgentErrors.count(AgentErrors.Stage.CONFIG);
        Log.warn("metrics.constant-labels: " + name + " is left out of the metrics of the JVM");
      } else {
        kept = kept.add(name, constantLabels.getValue(i));
      }
    }
    return kept;
  }
}
