package ai.holysheep.agent.pricing;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A model's price. Immutable. Amounts are whole picodollars (10^-12 USD): a price has at most six
 * decimals per million tokens, so every amount is exact. A {@code long} holds nine million USD.
 */
final class Price {
  /** The limits of a price, as error messages show them. */
  static final String ALLOWED =
      "a number from 0 to 1000000 (USD per million tokens) with at most 6 decimals";

  private static final BigDecimal MAX_USD_PER_MILLION = BigDecimal.valueOf(1_000_000);
  private static final int MAX_DECIMALS = 6;

  /**
   * Only Anthropic's models say which tokens are kept for an hour: "1-hour cache write tokens are 2
   * times the base input tokens price" (platform.claude.com, "Prompt caching").
   */
  private static final long HOUR_FACTOR = 2;

  /** The name of the entry, in the price table's spelling. */
  final String name;

  private final long input;
  private final long output;
  private final long cachedInput;
  private final long cacheWrite;
  private final long cacheWriteForAnHour;

  /**
   * Takes prices in USD per million tokens. Cached tokens without a price cost as much as other
   * input. Throws {@link IllegalArgumentException} for a price that is not {@link #ALLOWED}.
   */
  Price(
      String name,
      BigDecimal input,
      BigDecimal output,
      @Nullable BigDecimal cachedInput,
      @Nullable BigDecimal cacheWrite) {
    this.name = name;
    this.input = picodollarsPerToken(input);
    this.output = picodollarsPerToken(output);
    this.cachedInput = cachedInput == null ? this.input : picodollarsPerToken(cachedInput);
    this.cacheWrite = cacheWrite == null ? this.input : picodollarsPerToken(cacheWrite);
    cacheWriteForAnHour = cacheWrite == null ? this.input : HOUR_FACTOR * this.input;
  }

  /** One USD per million tokens is 10^6 picodollars per token. */
  private static long picodollarsPerToken(BigDecimal usdPerMillion) {
    if (!isAllowed(usdPerMillion)) {
      throw new IllegalArgumentException(usdPerMillion + " is not " + ALLOWED);
    }
    return usdPerMillion.movePointRight(MAX_DECIMALS).longValueExact();
  }

  static boolean isAllowed(BigDecimal usdPerMillion) {
    return usdPerMillion.signum() >= 0
        && usdPerMillion.compareTo(MAX_USD_PER_MILLION) <= 0
        && usdPerMillion.stripTrailingZeros().scale() <= MAX_DECIMALS;
  }

  /**
   * The cost of these tokens; -1 stands for an unknown count and costs nothing. Throws {@link
   * ArithmeticException} if the whole cost is above nine million USD.
   */
  Cost cost(
      long inputTokens,
      long outputTokens,
      long cachedInputTokens,
      long cacheWriteTokens,
      long cacheWriteForAnHourTokens,
      boolean hasOwnPrice) {
    // The input includes cached and written tokens. The limits price each token once, even where
    // the reported counts contradict each other.
    long all = Math.max(inputTokens, 0);
    long cached = Math.min(Math.max(cachedInputTokens, 0), all);
    long written = Math.min(Math.max(cacheWriteTokens, 0), all - cached);
    long forAnHour = Math.min(Math.max(cacheWriteForAnHourTokens, 0), written);
    long cacheCost =
        Math.addExact(
            Math.multiplyExact(cached, cachedInput),
            Math.addExact(
                Math.multiplyExact(written - forAnHour, cacheWrite),
                Math.multiplyExact(forAnHour, cacheWriteForAnHour)));
    long inputCost = Math.addExact(Math.multiplyExact(all - cached - written, input), cacheCost);
    long outputCost = Math.multiplyExact(Math.max(outputTokens, 0), output);
    // Cost.total() must not overflow either.
    Math.addExact(inputCost, outputCost);
    return new Cost(inputCost, outputCost, name, hasOwnPrice);
  }
}
