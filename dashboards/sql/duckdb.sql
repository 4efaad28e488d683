-- The view `ledger` for DuckDB. Set the files first: SET VARIABLE ledger = '/data/ledger/*.jsonl*', a list of files, or, with the
-- extension httpfs, 's3://bucket/ledger/*/*.jsonl*'.
-- A line that is not JSON is NULL, and left out. DuckDB converts a JSON number to a double first, even for a DECIMAL; so costs and
-- latencies are cut out of the line's text.
CREATE OR REPLACE VIEW ledger AS
SELECT
  call.*,
  CAST(nullif(regexp_extract(line, '"total_cost":([0-9.]+)', 1), '') AS DECIMAL(38, 12)) AS total_cost,
  CAST(nullif(regexp_extract(line, '"latency_ms":([0-9.]+)', 1), '') AS DECIMAL(18, 3)) AS latency_ms
FROM (
  SELECT
    CAST(json AS VARCHAR) AS line,
    from_json(json, '{"timestamp":"VARCHAR","model":"VARCHAR","caller":"VARCHAR","endpoint":"VARCHAR",
      "error_type":"VARCHAR","input_tokens":"BIGINT","output_tokens":"BIGINT","part":"BOOLEAN"}') AS call
  FROM read_ndjson_objects(getvariable('ledger'), ignore_errors = true)
  WHERE json IS NOT NULL
);
