package ai.holysheep.agent.usage;

import ai.holysheep.agent.diagnostics.IgnoredValues;

/** The token counts that a response's body reports. Immutable; -1 for a count that is missing. */
public final class Usage {
  /** All input tokens, those from and to a cache included. */
  public final long input;

  /** All output tokens, reasoning included. */
  public final long output;

  private static final TokenDetail[] DETAILS = TokenDetail.values();

  private final long[] details;

  /**
   * A detail that is larger than its whole becomes as large as it: some vendors count the two in
   * different ways.
   *
   * @param details by the ordinals of {@link TokenDetail}; the caller must not use them later
   */
  Usage(long input, long output, long[] details) {
    this.input = input;
    this.output = output;
    this.details = details;
    for (int i = 0; i < details.length; i++) {
      long whole = DETAILS[i].isOutput() ? output : input;
      if (whole >= 0 && details[i] > whole) {
        details[i] = whole;
      }
    }
  }

  public long detail(TokenDetail detail) {
    return details[detail.ordinal()];
  }

  /** The sum. A larger sum than the largest plausible count becomes that count. */
  Usage plus(Usage other) {
    long[] sums = new long[details.length];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = sum(details[i], other.details[i]);
    }
    return new Usage(sum(input, other.input), sum(output, other.output), sums);
  }

  private static long sum(long one, long other) {
    if (one < 0 || other < 0) {
      return Math.max(one, other);
    }
    if (one + other > WholeNumber.MAX_PLAUSIBLE) {
      IgnoredValues.count(IgnoredValues.Source.BODY, "not a plausible sum of counts in the body");
      return WholeNumber.MAX_PLAUSIBLE;
    }
    return one + other;
  }

  /** The other usage; where it has no count or a zero, the count of this one. */
  Usage replacedBy(Usage other) {
    long[] both = new long[details.length];
    for (int i = 0; i < both.length; i++) {
      both[i] = replaced(details[i], other.details[i]);
    }
    return new Usage(replaced(input, other.input), replaced(output, other.output), both);
  }

  private static long replaced(long count, long other) {
    return other > 0 || count < 0 ? other : count;
  }
}
