package ai.holysheep.agent.usage;

/** The token counts that a response's body reports. Immutable; -1 for a count that is missing. */
public final class Usage {
  /** All input tokens, those from and to a cache included. */
  public final long input;

  /** All output tokens, reasoning included. */
  public final long output;

  private final long[] details;

  /**
   * @param details by the ordinals of {@link TokenDetail}; the caller must not change them later
   */
  Usage(long input, long output, long[] details) {
    this.input = input;
    this.output = output;
    this.details = details;
  }

  public long detail(TokenDetail detail) {
    return details[detail.ordinal()];
  }
}
