-- The ledger in DuckDB: SET VARIABLE ledger = '/data/ledger/*.jsonl*', or a list, or 's3://bucket/ledger/*/*.jsonl*' with its httpfs.
-- A line that is no JSON is NULL. DuckDB reads a JSON number by way of a double, even into a DECIMAL: money is cut out of the line.
CREATE OR REPLACE VIEW ledger AS
SELECT
  call.*,
  CAST(nullif(regexp_extract(line, '"total_cost":([0-9.]+)', 1), '') AS DECIMAL(38, 12)) AS total_cost,
  CAST(nullif(regexp_extract(line, '"latency_ms":([0-9.]+)', 1), '') AS DECIMAL(18, 3)) AS latency_ms
FROM (
  SELECT
    CAST(json AS VARCHAR) AS line,
    from_json(json, '{"timestamp":"VARCHAR","model":"VARCHAR","caller":"VARCHAR","endpoint":"VARCHAR",
      "error_type":"VARCHAR","input_tokens":"BIGINT","output_tokens":"BIGINT"}') AS call
  FROM read_ndjson_objects(getvariable('ledger'), ignore_errors = true)
  WHERE json IS NOT NULL
);
