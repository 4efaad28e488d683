package ai.holysheep.agent.metrics;

import static ai.holysheep.agent.metrics.LabelNames.CLIENT;
import static ai.holysheep.agent.metrics.LabelNames.DETAIL;
import static ai.holysheep.agent.metrics.LabelNames.ERROR_TYPE;
import static ai.holysheep.agent.metrics.LabelNames.JAVA_VERSION;
import static ai.holysheep.agent.metrics.LabelNames.MODEL;
import static ai.holysheep.agent.metrics.LabelNames.OUTCOME;
import static ai.holysheep.agent.metrics.LabelNames.RESPONSE_MODEL;
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
  RETRIES("holysheep_retries", "Attempts that repeat an earlier attempt", MODEL),
  TRUNCATED("holysheep_truncated", "Responses that were cut off by their token limit", MODEL),
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
  REPORTED_COST(
      "holysheep_reported_cost_millicents",
      "Sum of X-Cost-Millicents as the gateway sent it",
      MODEL),
  UNPRICED_REQUESTS(
      "holysheep_unpriced_requests",
      "Attempts with tokens whose model has no price of its own",
      MODEL),

  RATELIMIT_REMAINING(
      "holysheep_ratelimit_remaining",
      "Calls left in the rate limit's window, as last reported",
      MODEL),
  RATELIMIT_LIMIT(
      "holysheep_ratelimit_limit",
      "Calls that the rate limit's window allows, as last reported",
      MODEL),
  RETRY_AFTER("holysheep_retry_after_seconds", "The last Retry-After", MODEL),

  ACTIVE_REQUESTS("holysheep_active_requests", "Attempts in flight"),
  LEDGER_RECORDS(
      "holysheep_ledger_records", "Calls that the ledger has written or dropped", OUTCOME),
  AGENT_INFO("holysheep_agent_info", "Versions of the agent and of its JVM", VERSION, JAVA_VERSION),
  AGENT_ERRORS(
      "holysheep_agent_errors",
      "Errors that the agent caught in itself, and invalid input that it ignored",
      STAGE),
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
