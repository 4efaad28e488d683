package ai.holysheep.agent.exchange.billing;

/**
 * What an endpoint's requests and responses carry. {@code endpoints.txt} explains the constants.
 */
public enum EndpointKind {
  CALL,
  USAGE_OPTIONAL,
  NO_BILL,
  FILE,
  SHOWN,
  ASYNC;

  /** Whether the response can be a model's own answer to this request. */
  public boolean isCall() {
    return this == CALL || this == USAGE_OPTIONAL;
  }

  /** Whether a successful response without a usage lacks something. */
  public boolean needsUsage() {
    return this == CALL || this == SHOWN || this == ASYNC;
  }
}
