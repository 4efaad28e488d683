package io.prometheus.metrics.config;

import java.util.Map;

/**
 * Stands in for client_java's own class of this name, which reads system properties, the
 * environment and files: those are the application's settings for the application's metrics, and a
 * bad one would take ours down.
 */
public final class PrometheusPropertiesLoader {
  private PrometheusPropertiesLoader() {}

  public static PrometheusProperties load() {
    return PrometheusProperties.builder().build();
  }

  public static PrometheusProperties load(Map<Object, Object> unused) {
    return load();
  }
}
