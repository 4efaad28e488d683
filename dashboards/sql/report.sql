-- The numbers of the report in one query, for any engine that has a view `ledger` of the ledger's files
-- (duckdb.sql and spark.sql in this folder create it). The first column names the key that calls are summed by, the second its value;
-- the last column has the second value where calls are summed by two keys.
-- A line with "part": true is no call, but what a further model has used within one: only its tokens and its cost count.
-- All costs are decimals, so their sums are equal to the report's in every digit.
WITH lines AS (
  SELECT
    ledger.*,
    coalesce(total_cost, 0) AS cost,
    -- Whether the line splits its cost into all parts; files of older agents have only input and output. Parts have fewer digits than
    -- sums, because Spark drops decimals of a sum that could have more than 38 digits.
    cost_input + cost_cached_input + cost_cache_write + cost_output + cost_reasoning + cost_audio + cost_image + cost_tool + cost_request
      = total_cost AS has_parts,
    coalesce(input_cost, 0) + output_cost = total_cost AS has_sides
  FROM ledger
  -- A torn line has no timestamp, or only a part of one.
  WHERE timestamp LIKE '____-__-__T%Z'
  -- To choose a period, add: AND timestamp >= '2026-11-01' AND timestamp < '2026-12-01'
  -- To choose calls, add for example: AND entry = 'com.shop.FaqBot.answer' AND labels['team'] = 'search'
),
calls AS (
  SELECT
    substr(timestamp, 1, 10) AS day,
    substr(timestamp, 1, 7) AS month,
    coalesce(nullif(model, ''), 'unknown') AS model,
    coalesce(nullif(caller, ''), 'unknown') AS caller,
    coalesce(nullif(entry, ''), 'unknown') AS entry,
    coalesce(nullif(service, ''), 'unknown') AS service,
    coalesce(nullif(host, ''), 'unknown') AS host,
    coalesce(nullif(endpoint, ''), 'unknown') AS endpoint,
    coalesce(nullif(error_type, ''), 'unknown') AS error_type,
    coalesce(nullif(error_code, ''), 'unknown') AS error_code,
    coalesce(nullif(status_code, ''), 'unknown') AS status_code,
    coalesce(nullif(user_name, ''), 'unknown') AS user_name,
    coalesce(nullif(api_key, ''), 'unknown') AS api_key,
    coalesce(nullif(service_tier, ''), 'unknown') AS service_tier,
    coalesce(nullif(client, ''), 'unknown') AS client,
    coalesce(nullif(waste, ''), 'none') AS waste,
    -- A label of your own, and a header: replace the name.
    coalesce(nullif(labels['team'], ''), 'unknown') AS team,
    coalesce(nullif(headers['X-Tenant'], ''), 'unknown') AS tenant,
    coalesce(input_tokens, 0) AS input_tokens,
    coalesce(output_tokens, 0) AS output_tokens,
    cost,
    CASE WHEN has_parts THEN cost_input WHEN has_sides THEN coalesce(input_cost, 0) ELSE 0 END AS cost_input,
    CASE WHEN has_parts THEN cost_cached_input ELSE 0 END AS cost_cached_input,
    CASE WHEN has_parts THEN cost_cache_write ELSE 0 END AS cost_cache_write,
    CASE WHEN has_parts THEN cost_output WHEN has_sides THEN output_cost ELSE 0 END AS cost_output,
    CASE WHEN has_parts THEN cost_reasoning ELSE 0 END AS cost_reasoning,
    CASE WHEN has_parts THEN cost_audio ELSE 0 END AS cost_audio,
    CASE WHEN has_parts THEN cost_image ELSE 0 END AS cost_image,
    CASE WHEN has_parts THEN cost_tool ELSE 0 END AS cost_tool,
    CASE WHEN has_parts THEN cost_request ELSE 0 END AS cost_request,
    CASE WHEN has_parts OR has_sides THEN 0 ELSE cost END AS cost_other,
    CASE WHEN part THEN NULL ELSE latency_ms END AS latency_ms,
    -- Files of older agents do not have the key.
    CASE WHEN part THEN 0 ELSE 1 END AS is_call
  FROM lines
),
keyed AS (
  SELECT 'total' AS key_name, 'total' AS key_value, '' AS second_value, calls.* FROM calls
  UNION ALL SELECT 'model', model, '', calls.* FROM calls
  UNION ALL SELECT 'caller', caller, '', calls.* FROM calls
  UNION ALL SELECT 'entry', entry, '', calls.* FROM calls
  UNION ALL SELECT 'service', service, '', calls.* FROM calls
  UNION ALL SELECT 'host', host, '', calls.* FROM calls
  UNION ALL SELECT 'day', day, '', calls.* FROM calls
  UNION ALL SELECT 'month', month, '', calls.* FROM calls
  UNION ALL SELECT 'endpoint', endpoint, '', calls.* FROM calls
  UNION ALL SELECT 'error_type', error_type, '', calls.* FROM calls
  UNION ALL SELECT 'error_code', error_code, '', calls.* FROM calls
  UNION ALL SELECT 'status_code', status_code, '', calls.* FROM calls
  UNION ALL SELECT 'waste', waste, '', calls.* FROM calls
  UNION ALL SELECT 'user', user_name, '', calls.* FROM calls
  UNION ALL SELECT 'api_key', api_key, '', calls.* FROM calls
  UNION ALL SELECT 'service_tier', service_tier, '', calls.* FROM calls
  UNION ALL SELECT 'client', client, '', calls.* FROM calls
  UNION ALL SELECT 'label:team', team, '', calls.* FROM calls
  UNION ALL SELECT 'header:X-Tenant', tenant, '', calls.* FROM calls
  -- Two keys: any other pair works in the same way.
  UNION ALL SELECT 'entry,model', entry, model, calls.* FROM calls
  UNION ALL SELECT 'waste,model', waste, model, calls.* FROM calls
  UNION ALL SELECT 'month,service', month, service, calls.* FROM calls
)
SELECT
  key_name,
  key_value,
  sum(is_call) AS calls,
  sum(CASE WHEN error_type = 'none' THEN 0 ELSE is_call END) AS errors,
  sum(input_tokens) AS input_tokens,
  sum(output_tokens) AS output_tokens,
  sum(cost) AS cost,
  sum(latency_ms) / count(latency_ms) AS avg_latency_ms,
  percentile_disc(0.50) WITHIN GROUP (ORDER BY latency_ms) AS p50_latency_ms,
  percentile_disc(0.95) WITHIN GROUP (ORDER BY latency_ms) AS p95_latency_ms,
  percentile_disc(0.99) WITHIN GROUP (ORDER BY latency_ms) AS p99_latency_ms,
  sum(cost_input) AS cost_input,
  sum(cost_cached_input) AS cost_cached_input,
  sum(cost_cache_write) AS cost_cache_write,
  sum(cost_output) AS cost_output,
  sum(cost_reasoning) AS cost_reasoning,
  sum(cost_audio) AS cost_audio,
  sum(cost_image) AS cost_image,
  sum(cost_tool) AS cost_tool,
  sum(cost_request) AS cost_request,
  sum(cost_other) AS cost_other,
  second_value
FROM keyed
GROUP BY key_name, key_value, second_value
ORDER BY key_name, cost DESC, calls DESC, key_value, second_value;
