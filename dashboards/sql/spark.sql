-- The view `ledger` for Spark: spark-sql --hivevar ledger='/data/ledger/*.jsonl*', or 's3a://bucket/ledger/*/*.jsonl*'.
-- A line that is not JSON is left out. Spark reads every digit of a number into a DECIMAL.
CREATE OR REPLACE TEMPORARY VIEW ledger (
  timestamp STRING, model STRING, caller STRING, endpoint STRING, error_type STRING, input_tokens BIGINT, output_tokens BIGINT,
  total_cost DECIMAL(38, 12), latency_ms DECIMAL(18, 3), part BOOLEAN
)
USING json
OPTIONS (path '${ledger}', mode 'DROPMALFORMED');
