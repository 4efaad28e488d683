package io.prometheus.metrics.config;

import java.util.Map;

/**
 * Replaces client_java's class of this name, which reads system properties, the environment and
 * files. Those settings are for the application's metrics; an invalid one would break the agent's.
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
