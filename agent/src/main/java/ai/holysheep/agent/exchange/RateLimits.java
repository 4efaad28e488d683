package ai.holysheep.agent.exchange;

/**
 * What a response says about the limits of its caller. Immutable; -1 for what it does not say.
 * Numbers can have fractions.
 */
public final class RateLimits {
  static final RateLimits NONE = new RateLimits(-1, -1, -1, -1, -1, -1, -1, -1);

  public final double requestsRemaining;
  public final double requestsLimit;
  public final double tokensRemaining;
  public final double tokensLimit;

  /** Seconds until the limit is renewed, from when the response came; 0 if that has passed. */
  public final double resetSeconds;

  /** In the gateway's own unit, as {@link #quotaLimit}. */
  public final double quotaRemaining;

  public final double quotaLimit;

  /** Seconds, from when the response came. */
  public final double retryAfterSeconds;

  RateLimits(
      double requestsRemaining,
      double requestsLimit,
      double tokensRemaining,
      double tokensLimit,
      double resetSeconds,
      double quotaRemaining,
      double quotaLimit,
      double retryAfterSeconds) {
    this.requestsRemaining = requestsRemaining;
    this.requestsLimit = requestsLimit;
    this.tokensRemaining = tokensRemaining;
    this.tokensLimit = tokensLimit;
    this.resetSeconds = resetSeconds;
    this.quotaRemaining = quotaRemaining;
    this.quotaLimit = quotaLimit;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
