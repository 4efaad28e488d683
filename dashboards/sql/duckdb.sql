-- The view `ledger` for DuckDB. Set the files first: SET VARIABLE ledger = '/data/ledger/*.jsonl*', a list of files, or, with the
-- extension httpfs, 's3://bucket/ledger/*/*.jsonl*'.
-- A line that is not JSON is NULL, and left out. DuckDB converts a JSON number to a double first, even for a DECIMAL; so costs and
-- latencies are cut out of the line's text. `user` is a word of SQL: the view has it as user_name.
CREATE OR REPLACE VIEW ledger AS
SELECT
  call.* EXCLUDE ("user"),
  call."user" AS user_name,
  CAST(nullif(regexp_extract(line, '"input_cost":([0-9.]+)', 1), '') AS DECIMAL(24, 12)) AS input_cost,
  CAST(nullif(regexp_extract(line, '"output_cost":([0-9.]+)', 1), '') AS DECIMAL(24, 12)) AS output_cost,
  CAST(nullif(regexp_extract(line, '"total_cost":([0-9.]+)', 1), '') AS DECIMAL(38, 12)) AS total_cost,
  CAST(nullif(regexp_extract(line, '"cost_input":([0-9.]+)', 1), '') AS DECIMAL(24, 12)) AS cost_input,
  CAST(nullif(regexp_extract(line, '"cost_cached_input":([0-9.]+)', 1), '') AS DECIMAL(24, 12)) AS cost_cached_input,
  CAST(nullif(regexp_extract(line, '"cost_cache_write":([0-9.]+)', 1), '') AS DECIMAL(24, 12)) AS cost_cache_write,
  CAST(nullif(regexp_extract(line, '"cost_output":([0-9.]+)', 1), '') AS DECIMAL(24, 12)) AS cost_output,
  CAST(nullif(regexp_extract(line, '"cost_reasoning":([0-9.]+)', 1), '') AS DECIMAL(24, 12)) AS cost_reasoning,
  CAST(nullif(regexp_extract(line, '"cost_audio":([0-9.]+)', 1), '') AS DECIMAL(24, 12)) AS cost_audio,
  CAST(nullif(regexp_extract(line, '"cost_image":([0-9.]+)', 1), '') AS DECIMAL(24, 12)) AS cost_image,
  CAST(nullif(regexp_extract(line, '"cost_tool":([0-9.]+)', 1), '') AS DECIMAL(24, 12)) AS cost_tool,
  CAST(nullif(regexp_extract(line, '"cost_request":([0-9.]+)', 1), '') AS DECIMAL(24, 12)) AS cost_request,
  CAST(nullif(regexp_extract(line, '"latency_ms":([0-9.]+)', 1), '') AS DECIMAL(18, 3)) AS latency_ms
FROM (
  SELECT
    CAST(json AS VARCHAR) AS line,
    from_json(json, '{"timestamp":"VARCHAR","model":"VARCHAR","caller":"VARCHAR","entry":"VARCHAR","endpoint":"VARCHAR",
      "service":"VARCHAR","host":"VARCHAR","labels":"MAP(VARCHAR,VARCHAR)","headers":"MAP(VARCHAR,VARCHAR)","user":"VARCHAR",
      "api_key":"VARCHAR","service_tier":"VARCHAR","client":"VARCHAR","waste":"VARCHAR","trace_id":"VARCHAR","request_id":"VARCHAR",
      "status_code":"VARCHAR","error_type":"VARCHAR","error_code":"VARCHAR","input_tokens":"BIGINT","output_tokens":"BIGINT",
      "part":"BOOLEAN"}') AS call
  FROM read_ndjson_objects(getvariable('ledger'), ignore_errors = true)
  WHERE json IS NOT NULL
);
