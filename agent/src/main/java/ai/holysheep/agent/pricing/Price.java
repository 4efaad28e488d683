package ai.holysheep.agent.pricing;

import ai.holysheep.agent.pricing.Consumption.Count;
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
   * The cost of what a call has used. Throws {@link ArithmeticException} if the whole cost is above
   * nine million USD.
   */
  Cost cost(Consumption used, boolean hasOwnPrice) {
    // The input includes cached and written tokens. The limits price each token once, even where
    // the reported counts contradict each other.
    long all = known(used, Count.INPUT, Long.MAX_VALUE);
    long cached = known(used, Count.CACHED_INPUT, all);
    long written = known(used, Count.CACHE_WRITE, all - cached);
    long forAnHour = known(used, Count.CACHE_WRITE_1H, written);
    long[] parts = new long[Cost.Part.SIZE];
    parts[Cost.Part.INPUT.ordinal()] = Math.multiplyExact(all - cached - written, input);
    parts[Cost.Part.CACHED_INPUT.ordinal()] = Math.multiplyExact(cached, cachedInput);
    parts[Cost.Part.CACHE_WRITE.ordinal()] =
        Math.addExact(
            Math.multiplyExact(written - forAnHour, cacheWrite),
            Math.multiplyExact(forAnHour, cacheWriteForAnHour));
    long outputCost = Math.multiplyExact(known(used, Count.OUTPUT, Long.MAX_VALUE), output);
    parts[Cost.Part.OUTPUT.ordinal()] = outputCost;
    long total = 0;
    for (long part : parts) {
      total = Math.addExact(total, part);
    }
    return new Cost(total - outputCost, outputCost, parts, name, hasOwnPrice, null);
  }

  private static long known(Consumption used, Count count, long most) {
    return Math.min(Math.max(used.count(count), 0), most);
  }
}
