package ai.holysheep.agent.sql;

import java.math.BigDecimal;

/** The sums of the calls that have one value of a key. */
final class Row {
  long calls;

  /** Only SQL gives it. */
  long errors;

  long inputTokens;
  long outputTokens;
  BigDecimal cost;

  /** Only the report gives it. */
  BigDecimal errorRate;

  /** Mean, p50, p95, p99. */
  final double[] latencies = new double[4];
}
