package ai.holysheep.agent.pricing;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A model's price. Immutable. Amounts are whole picodollars (10^-12 USD): with prices of at most
 * six decimals per million tokens every amount is exact, and a {@code long} holds nine million
 * dollars.
 */
final class Price {
  /** What a price may be; a million USD per million tokens is more than anybody asks. */
  static final String ALLOWED =
      "a number from 0 to 1000000 (USD per million tokens) with at most 6 decimals";

  private static final BigDecimal MAX = BigDecimal.valueOf(1_000_000);
  private static final int DECIMALS = 6;

  /** The table's entry, as it is written there. */
  final String name;

  private final long input;
  private final long output;
  private final long cachedInput;
  private final long cacheWrite;

  /**
   * In USD per million tokens; what has no price of its own costs as input. Throws {@link
   * IllegalArgumentException} for what is not {@link #ALLOWED}.
   */
  Price(
      String name,
      BigDecimal input,
      BigDecimal output,
      @Nullable BigDecimal cachedInput,
      @Nullable BigDecimal cacheWrite) {
    this.name = name;
    this.input = perToken(input);
    this.output = perToken(output);
    this.cachedInput = cachedInput == null ? this.input : perToken(cachedInput);
    this.cacheWrite = cacheWrite == null ? this.input : perToken(cacheWrite);
  }

  /** USD per million tokens with six decimals is the same number as picodollars per token. */
  private static long perToken(BigDecimal usdPerMillion) {
    if (!isAllowed(usdPerMillion)) {
      throw new IllegalArgumentException(usdPerMillion + " is not " + ALLOWED);
    }
    return usdPerMillion.movePointRight(DECIMALS).longValueExact();
  }

  static boolean isAllowed(BigDecimal usdPerMillion) {
    return usdPerMillion.signum() >= 0
        && usdPerMillion.compareTo(MAX) <= 0
        && usdPerMillion.stripTrailingZeros().scale() <= DECIMALS;
  }

  /**
   * What these tokens cost; -1 for figures that nobody told. Throws {@link ArithmeticException}
   * above nine million dollars.
   */
  Cost bill(long inputTokens, long outputTokens, long cached, long cacheWritten, boolean own) {
    // Cached and written tokens are among the input: each is priced once, whatever was reported.
    long all = Math.max(inputTokens, 0);
    long read = Math.min(Math.max(cached, 0), all);
    long written = Math.min(Math.max(cacheWritten, 0), all - read);
    long inputCost =
        Math.addExact(
            Math.multiplyExact(all - read - written, input),
            Math.addExact(
                Math.multiplyExact(read, cachedInput), Math.multiplyExact(written, cacheWrite)));
    long outputCost = Math.multiplyExact(Math.max(outputTokens, 0), output);
    Math.addExact(inputCost, outputCost);
    return new Cost(inputCost, outputCost, name, own);
  }
}
