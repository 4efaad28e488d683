package ai.holysheep.agent.sql;

import java.math.BigDecimal;

/** What calls with one key come to. */
final class Row {
  long calls;

  /** Only from SQL. */
  long errors;

  long inputTokens;
  long outputTokens;
  BigDecimal cost;

  /** Only from the report. */
  BigDecimal errorRate;

  /** Mean, p50, p95, p99. */
  final double[] latencies = new double[4];
}
