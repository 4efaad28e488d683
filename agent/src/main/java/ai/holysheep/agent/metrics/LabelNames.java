package ai.holysheep.agent.metrics;

/** The names of all labels that the agent sets; {@code metrics.constant-labels} rejects them. */
final class LabelNames {
  static final String MODEL = "model";
  static final String STATUS_CODE = "status_code";
  static final String ERROR_TYPE = "error_type";
  static final String RESPONSE_MODEL = "response_model";
  static final String TOKEN_TYPE = "token_type";
  static final String DETAIL = "detail";
  static final String PART = "part";
  static final String REASON = "reason";
  static final String CALLER = "caller";
  static final String ENTRY = "entry";
  static final String USER = "user";
  static final String API_KEY = "api_key";
  static final String ENDPOINT = "endpoint";
  static final String CLIENT = "client";
  static final String OUTCOME = "outcome";
  static final String STAGE = "stage";
  static final String SOURCE = "source";
  static final String LABEL = "label";
  static final String VERSION = "version";
  static final String JAVA_VERSION = "java_version";

  private LabelNames() {}
}
