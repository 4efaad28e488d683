-- The numbers of the report in one query, for any engine that has a view `ledger` of the ledger's files
-- (duckdb.sql and spark.sql in this folder create it). The first column names the key that calls are summed by, the second its value.
-- A line with "part": true is no call, but what a further model has used within one: only its tokens and its cost count.
-- All costs are decimals, so their sums are equal to the report's in every digit.
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
    CASE WHEN part THEN NULL ELSE latency_ms END AS latency_ms,
    -- Files of older agents do not have the key.
    CASE WHEN part THEN 0 ELSE 1 END AS is_call
  FROM ledger
  -- A torn line has no timestamp, or only a part of one.
  WHERE timestamp LIKE '____-__-__T%Z'
  -- To choose a period, add: AND timestamp >= '2026-11-01' AND timestamp < '2026-12-01'
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
  sum(is_call) AS calls,
  sum(CASE WHEN error_type = 'none' THEN 0 ELSE is_call END) AS errors,
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
