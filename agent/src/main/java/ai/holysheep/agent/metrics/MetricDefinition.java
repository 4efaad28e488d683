package ai.holysheep.agent.metrics;

import static ai.holysheep.agent.metrics.LabelNames.CLIENT;
import static ai.holysheep.agent.metrics.LabelNames.DETAIL;
import static ai.holysheep.agent.metrics.LabelNames.ERROR_TYPE;
import static ai.holysheep.agent.metrics.LabelNames.JAVA_VERSION;
import static ai.holysheep.agent.metrics.LabelNames.LABEL;
import static ai.holysheep.agent.metrics.LabelNames.MODEL;
import static ai.holysheep.agent.metrics.LabelNames.OUTCOME;
import static ai.holysheep.agent.metrics.LabelNames.PART;
import static ai.holysheep.agent.metrics.LabelNames.REASON;
import static ai.holysheep.agent.metrics.LabelNames.RESPONSE_MODEL;
import static ai.holysheep.agent.metrics.LabelNames.SOURCE;
import static ai.holysheep.agent.metrics.LabelNames.STAGE;
import static ai.holysheep.agent.metrics.LabelNames.STATUS_CODE;
import static ai.holysheep.agent.metrics.LabelNames.TOKEN_TYPE;
import static ai.holysheep.agent.metrics.LabelNames.VERSION;

/** Every metric that the agent publishes: its name, its help text and its labels. */
enum MetricDefinition {
  REQUESTS("holysheep_requests", "Attempts that ended", MODEL, STATUS_CODE, ERROR_TYPE),
  REQUEST_DURATION(
      "holysheep_request_duration_seconds",
      "Time from the start of an attempt to the end of its body or to its failure",
      MODEL),
  TIME_TO_FIRST_TOKEN(
      "holysheep_time_to_first_token_seconds",
      "Streamed responses: time from the start of the attempt to the first event with content",
      MODEL),
  UPSTREAM_DURATION(
      "holysheep_upstream_duration_seconds",
      "Time that the gateway reported in X-Response-Time-Ms",
      MODEL),
  OUTPUT_TOKENS_PER_SECOND(
      "holysheep_output_tokens_per_second",
      "Streamed responses: output tokens for each second from the first content to the last bytes",
      MODEL),
  STREAM_LONGEST_GAP(
      "holysheep_stream_longest_gap_seconds",
      "Streamed responses: the longest time between two reads that brought bytes",
      MODEL),
  REQUEST_BYTES("holysheep_request_bytes", "Bytes of request bodies, as they were sent", MODEL),
  RESPONSE_BYTES(
      "holysheep_response_bytes", "Bytes of response bodies, as they were received", MODEL),
  RETRIES("holysheep_retries", "Attempts that repeat an earlier attempt", MODEL),
  TRUNCATED("holysheep_truncated", "Responses that were cut off by their token limit", MODEL),
  INCOMPLETE_STREAMS(
      "holysheep_incomplete_streams",
      "Streams that ended in good order without the last event of their dialect",
      MODEL),
  MODEL_SUBSTITUTIONS(
      "holysheep_model_substitutions",
      "Responses by another model than the request asked for",
      MODEL,
      RESPONSE_MODEL),

  TOKENS("holysheep_tokens", "Tokens billed", MODEL, TOKEN_TYPE),
  TOKEN_DETAILS(
      "holysheep_token_details",
      "Tokens that holysheep_tokens_total includes already; do not add them to it",
      MODEL,
      DETAIL),
  USAGE_MISSING(
      "holysheep_usage_missing",
      "Successful attempts that named a model and reported no usage",
      MODEL),
  USAGE_MISMATCH(
      "holysheep_usage_mismatch",
      "Attempts whose response headers and body reported different usage",
      MODEL),

  COST("holysheep_cost_millicents", "Cost by the price table; 1 USD is 100000 millicents", MODEL),
  COST_DETAILS(
      "holysheep_cost_details_millicents",
      "The parts of holysheep_cost_millicents_total, which are all of it together",
      MODEL,
      PART),
  WASTE(
      "holysheep_waste_millicents",
      "Cost of answers that were paid for in vain; a part of holysheep_cost_millicents_total",
      MODEL,
      REASON),
  REPORTED_COST(
      "holysheep_reported_cost_millicents",
      "Sum of the costs that the gateway reported, for example in X-Cost-Millicents",
      MODEL),
  COMPARED_COST(
      "holysheep_compared_cost_millicents",
      "Cost by the price table of the calls whose cost the gateway reported too",
      MODEL),
  COMPARED_REPORTED_COST(
      "holysheep_compared_reported_cost_millicents",
      "Reported cost of the calls that have a cost by the price table too",
      MODEL),
  UNPRICED_REQUESTS(
      "holysheep_unpriced_requests",
      "Attempts with tokens whose model has no price of its own",
      MODEL),
  BUDGET_EXCEEDED_REQUESTS(
      "holysheep_budget_exceeded_requests",
      "Attempts that ended when the UTC day's cost had reached budget.usd-day; none is stopped"),
  BUDGET_EXCEEDED_COST(
      "holysheep_budget_exceeded_cost_millicents",
      "Cost of the attempts that ended when the UTC day's cost had reached budget.usd-day"),

  RATELIMIT_REMAINING(
      "holysheep_ratelimit_remaining",
      "Calls left in the rate limit's window, as last reported",
      MODEL),
  RATELIMIT_LIMIT(
      "holysheep_ratelimit_limit",
      "Calls that the rate limit's window allows, as last reported",
      MODEL),
  RATELIMIT_TOKENS_REMAINING(
      "holysheep_ratelimit_tokens_remaining",
      "Tokens left in the rate limit's window, as last reported",
      MODEL),
  RATELIMIT_TOKENS_LIMIT(
      "holysheep_ratelimit_tokens_limit",
      "Tokens that the rate limit's window allows, as last reported",
      MODEL),
  RATELIMIT_RESET(
      "holysheep_ratelimit_reset_seconds",
      "Time from the last response until the rate limit is renewed",
      MODEL),
  QUOTA_REMAINING("holysheep_quota_remaining", "The last X-Quota-Remaining", MODEL),
  QUOTA_LIMIT("holysheep_quota_limit", "The last X-Quota-Limit", MODEL),
  RETRY_AFTER("holysheep_retry_after_seconds", "The last retry-after-ms or Retry-After", MODEL),

  ACTIVE_REQUESTS("holysheep_active_requests", "Attempts in flight"),
  LABEL_OVERFLOW("holysheep_label_overflow", "Calls whose value of this label became other", LABEL),
  LEDGER_RECORDS(
      "holysheep_ledger_records", "Calls that the ledger has written or dropped", OUTCOME),
  AGENT_INFO("holysheep_agent_info", "Versions of the agent and of its JVM", VERSION, JAVA_VERSION),
  AGENT_ERRORS(
      "holysheep_agent_errors",
      "Errors of the agent and of its configuration, and calls that it could not count",
      STAGE),
  IGNORED_VALUES(
      "holysheep_ignored_values",
      "Values from the gateway that the agent ignored because they cannot be right",
      SOURCE),
  AGENT_RESTING("holysheep_agent_resting", "1: this part rests after too many errors", STAGE),
  AGENT_START_TIME(
      "holysheep_agent_start_time_seconds",
      "When the agent began to count, in seconds since 1970; every counter was 0 then"),
  AGENT_ENABLED("holysheep_agent_enabled", "0: the command off has switched the agent off"),
  INSTRUMENTED_CLASSES(
      "holysheep_agent_instrumented_classes",
      "Instrumented classes by client; 0: no calls can be counted",
      CLIENT);

  /** Without the suffix {@code _total} that a counter gets in the exposition. */
  final String metricName;

  final String help;

  @SuppressWarnings("ImmutableEnumChecker") // labelNames() returns copies.
  private final String[] labelNames;

  MetricDefinition(String metricName, String help, String... labelNames) {
    this.metricName = metricName;
    this.help = help;
    this.labelNames = labelNames;
  }

  String[] labelNames() {
    return labelNames.clone();
  }
}
