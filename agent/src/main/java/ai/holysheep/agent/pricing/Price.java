package ai.holysheep.agent.pricing;

import java.math.BigDecimal;

/**
 * A model's price. Amounts are whole picodollars (10^-12 USD): with prices of at most six decimals
 * per million tokens every amount is exact, and a {@code long} holds nine million dollars.
 */
public final class Price {
  /** 1 USD = 100,000 millicents. */
  public static final long PICODOLLARS_PER_MILLICENT = 10_000_000;

  private static final int DECIMALS = 6;

  private final long input;
  private final long output;

  private Price(long input, long output) {
    this.input = input;
    this.output = output;
  }

  /** A price in USD per million tokens. */
  static Price perMillionTokens(String input, String output) {
    return new Price(perToken(input), perToken(output));
  }

  /** USD per million tokens with six decimals is the same number as picodollars per token. */
  private static long perToken(String usdPerMillion) {
    return new BigDecimal(usdPerMillion).movePointRight(DECIMALS).longValueExact();
  }

  /**
   * What these tokens cost, in picodollars. Throws {@link ArithmeticException} above nine million
   * dollars.
   */
  public long cost(long inputTokens, long outputTokens) {
    return Math.addExact(
        Math.multiplyExact(inputTokens, input), Math.multiplyExact(outputTokens, output));
  }
}
