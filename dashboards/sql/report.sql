-- The report's figures in one query, for any engine that has read the ledger into a view `ledger`
-- (duckdb.sql and spark.sql beside this file do so). The first column is what calls are summed by, the second its value.
-- Costs are decimals from end to end: their sums are the report's, to the last digit.
WITH calls AS (
  SELECT
    substr(timestamp, 1, 10) AS day,
    coalesce(nullif(model, ''), 'unknown') AS model,
    coalesce(nullif(caller, ''), 'unknown') AS caller,
    coalesce(nullif(endpoint, ''), 'unknown') AS endpoint,
    coalesce(nullif(error_type, ''), 'unknown') AS error_type,
    coalesce(input_tokens, 0) AS input_tokens,
    coalesce(output_tokens, 0) AS output_tokens,
    coalesce(total_cost, 0) AS total_cost,
    latency_ms
  FROM ledger
  -- A torn line has no timestamp, or one that is torn.
  WHERE timestamp LIKE '____-__-__T%Z'
  -- A period is a further condition: AND timestamp >= '2026-11-01' AND timestamp < '2026-12-01'
),
keyed AS (
  SELECT 'total' AS key_name, 'total' AS key_value, calls.* FROM calls
  UNION ALL SELECT 'model', model, calls.* FROM calls
  UNION ALL SELECT 'caller', caller, calls.* FROM calls
  UNION ALL SELECT 'day', day, calls.* FROM calls
  UNION ALL SELECT 'endpoint', endpoint, calls.* FROM calls
  UNION ALL SELECT 'error_type', error_type, calls.* FROM calls
)
SELECT
  key_name,
  key_value,
  count(*) AS calls,
  sum(CASE WHEN error_type = 'none' THEN 0 ELSE 1 END) AS errors,
  sum(input_tokens) AS input_tokens,
  sum(output_tokens) AS output_tokens,
  sum(total_cost) AS cost,
  sum(latency_ms) / count(latency_ms) AS avg_latency_ms,
  percentile_disc(0.50) WITHIN GROUP (ORDER BY latency_ms) AS p50_latency_ms,
  percentile_disc(0.95) WITHIN GROUP (ORDER BY latency_ms) AS p95_latency_ms,
  percentile_disc(0.99) WITHIN GROUP (ORDER BY latency_ms) AS p99_latency_ms
FROM keyed
GROUP BY key_name, key_value
ORDER BY key_name, cost DESC, calls DESC, key_value;
