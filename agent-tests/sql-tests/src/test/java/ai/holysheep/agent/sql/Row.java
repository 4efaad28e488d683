package ai.holysheep.agent.sql;

import java.math.BigDecimal;

/** The sums of the calls that have one value of a key. */
final class Row {
  static final String[] PARTS = {
    "cost_input",
    "cost_cached_input",
    "cost_cache_write",
    "cost_output",
    "cost_reasoning",
    "cost_audio",
    "cost_image",
    "cost_tool",
    "cost_request",
    "cost_other"
  };

  long calls;

  /** Only SQL gives it. */
  long errors;

  long inputTokens;
  long outputTokens;
  BigDecimal cost;

  /** In the order of {@link #PARTS}. */
  final BigDecimal[] parts = new BigDecimal[PARTS.length];

  /** Only the report gives it. */
  BigDecimal errorRate;

  /** Mean, p50, p95, p99. */
  final double[] latencies = new double[4];

  /** {@code model gpt-4.1}, or {@code entry,model FaqBot gpt-4.1}. */
  static String key(String name, String value, String second) {
    return name + " " + value + (second.isEmpty() ? "" : " " + second);
  }
}
