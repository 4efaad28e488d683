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

/**
 * client_java's metrics of the JVM ({@code metrics.jvm}), but for those that listen to its garbage
 * collectors or ask its MBean server: these would be the agent's own load, or found by the
 * application.
 */
public final class JvmMetrics {
  private JvmMetrics() {}

  /** To be called once the application's logging is up. A JVM without JMX does without. */
  public static void add(Metrics metrics) {
    PrometheusProperties properties = metrics.properties();
    PrometheusRegistry registry = metrics.registry();
    Labels labels = metrics.constantLabels();
    try {
      JvmMemoryMetrics.builder(properties).constLabels(labels).register(registry);
      JvmGarbageCollectorMetrics.builder(properties).constLabels(labels).register(registry);
      JvmThreadsMetrics.builder(properties).constLabels(labels).register(registry);
      JvmClassLoadingMetrics.builder(properties).constLabels(labels).register(registry);
      JvmBufferPoolMetrics.builder(properties).constLabels(labels).register(registry);
      JvmRuntimeInfoMetric.builder(properties).constLabels(labels).register(registry);
      ProcessMetrics.builder(properties).constLabels(labels).register(registry);
    } catch (Throwable e) {
      AgentErrors.count(AgentErrors.Stage.METRICS, e);
      Log.warn("metrics.jvm: " + e);
    }
  }
}
