-- The view `ledger` for Spark: spark-sql --hivevar ledger='/data/ledger/*.jsonl*', or 's3a://bucket/ledger/*/*.jsonl*'.
-- A line that is not JSON is left out. Spark reads every digit of a number into a DECIMAL. `user` is a word of SQL: report.sql reads
-- user_name.
CREATE OR REPLACE TEMPORARY VIEW ledger_lines (
  timestamp STRING, model STRING, caller STRING, entry STRING, endpoint STRING, service STRING, host STRING,
  labels MAP<STRING, STRING>, headers MAP<STRING, STRING>, `user` STRING, api_key STRING, service_tier STRING, client STRING,
  waste STRING, trace_id STRING, request_id STRING, status_code STRING, error_type STRING, error_code STRING,
  input_tokens BIGINT, output_tokens BIGINT,
  input_cost DECIMAL(24, 12), output_cost DECIMAL(24, 12), total_cost DECIMAL(38, 12), cost_input DECIMAL(24, 12),
  cost_cached_input DECIMAL(24, 12), cost_cache_write DECIMAL(24, 12), cost_output DECIMAL(24, 12), cost_reasoning DECIMAL(24, 12),
  cost_audio DECIMAL(24, 12), cost_image DECIMAL(24, 12), cost_tool DECIMAL(24, 12), cost_request DECIMAL(24, 12),
  latency_ms DECIMAL(18, 3), part BOOLEAN
)
USING json
OPTIONS (path '${ledger}', mode 'DROPMALFORMED');
CREATE OR REPLACE TEMPORARY VIEW ledger AS SELECT *, `user` AS user_name FROM ledger_lines;
