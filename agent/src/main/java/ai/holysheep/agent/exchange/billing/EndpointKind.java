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

  /** Whether a successful response without a usage lacks something. */
  public boolean needsUsage() {
    return this == CALL || this == SHOWN || this == ASYNC;
  }
}
