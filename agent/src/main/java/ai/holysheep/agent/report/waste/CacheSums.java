package ai.holysheep.agent.report.waste;

import ai.holysheep.agent.pricing.Cost;
import ai.holysheep.agent.pricing.PriceTable;
import ai.holysheep.agent.report.ledger.Call;
import ai.holysheep.agent.report.ledger.Field;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What the vendor's cache of prompts has saved and missed, in the calls of one model. All amounts
 * are estimates: the price table may not be the one of the day of the call. Not thread-safe.
 */
final class CacheSums {
  private long calls;
  private long guessedCalls;
  private BigInteger input = BigInteger.ZERO;
  private BigInteger cached = BigInteger.ZERO;
  private BigInteger written = BigInteger.ZERO;
  private BigInteger saved = BigInteger.ZERO;
  private BigInteger forWrites = BigInteger.ZERO;
  private BigInteger atMost = BigInteger.ZERO;

  void add(Call call, PriceTable prices) {
    long inputTokens = call.inputTokens();
    if (inputTokens == 0) {
      return;
    }
    Cost cost = prices.cost(call.model(), call.consumption());
    if (cost == null || !cost.hasOwnPrice) {
      guessedCalls += call.isPart() ? 0 : 1;
      return;
    }
    calls += call.isPart() ? 0 : 1;
    long cachedTokens = call.count(Field.CACHED_INPUT_TOKENS);
    long writtenTokens = call.count(Field.CACHE_WRITE_INPUT_TOKENS);
    input = input.add(BigInteger.valueOf(inputTokens));
    cached = cached.add(BigInteger.valueOf(cachedTokens));
    written = written.add(BigInteger.valueOf(writtenTokens));
    if (cachedTokens > 0) {
      Cost without = with(call, prices, Field.CACHED_INPUT_TOKENS, 0);
      saved = saved.add(difference(without, cost));
    }
    if (writtenTokens > 0) {
      Cost without = with(call, prices, Field.CACHE_WRITE_INPUT_TOKENS, 0);
      forWrites = forWrites.add(difference(cost, without));
    }
    long most = Math.max(cachedTokens, inputTokens - Math.min(inputTokens, writtenTokens));
    atMost = atMost.add(difference(cost, with(call, prices, Field.CACHED_INPUT_TOKENS, most)));
  }

  private static @Nullable Cost with(Call call, PriceTable prices, Field field, long tokens) {
    return prices.cost(call.model(), call.consumptionWith(field, tokens));
  }

  private static BigInteger difference(@Nullable Cost higher, @Nullable Cost lower) {
    long difference = higher == null || lower == null ? 0 : higher.total() - lower.total();
    return BigInteger.valueOf(Math.max(0, difference));
  }

  void addAll(CacheSums other) {
    calls += other.calls;
    guessedCalls += other.guessedCalls;
    input = input.add(other.input);
    cached = cached.add(other.cached);
    written = written.add(other.written);
    saved = saved.add(other.saved);
    forWrites = forWrites.add(other.forWrites);
    atMost = atMost.add(other.atMost);
  }

  /** With a price of their model's own, and input. */
  long calls() {
    return calls;
  }

  /** Without such a price: nothing is known of them. */
  long guessedCalls() {
    return guessedCalls;
  }

  /** Neither saved nor missed anything. */
  boolean hasNoCache() {
    return cached.signum() == 0 && written.signum() == 0 && atMost.signum() == 0;
  }

  BigInteger cachedTokens() {
    return cached;
  }

  /** In percent of all input; {@code null} without input. */
  @Nullable BigDecimal hitPercent() {
    return input.signum() == 0
        ? null
        : new BigDecimal(cached.multiply(BigInteger.valueOf(100)))
            .divide(new BigDecimal(input), 4, RoundingMode.HALF_UP);
  }

  /**
   * What the cached tokens would have cost more without the cache, in USD; {@code null} if the
   * price table has no price for cached input.
   */
  @Nullable BigDecimal saved() {
    return hasCachedPrice() ? usd(saved) : null;
  }

  /** Cached input that costs as much as other input has no price of its own. */
  private boolean hasCachedPrice() {
    return saved.signum() > 0 || atMost.signum() > 0;
  }

  /** What the cache could make a difference of, in picodollars. */
  BigInteger size() {
    return saved.add(atMost).add(forWrites);
  }

  /** What the written tokens cost more than without the cache, in USD. */
  BigDecimal forWrites() {
    return usd(forWrites);
  }

  /**
   * What was paid for writes that were not read, at the least, in USD. A token that is read stands
   * for one that was written, so at least the writes beyond the reads were in vain.
   */
  BigDecimal forUnreadWrites() {
    BigInteger unread = written.subtract(cached).max(BigInteger.ZERO);
    return unread.signum() == 0
        ? BigDecimal.ZERO
        : new BigDecimal(forWrites.multiply(unread).divide(written), Call.USD_DECIMALS);
  }

  /**
   * What the cache would have saved further if all other input had come from it, in USD; {@code
   * null} if the price table has no price for cached input.
   */
  @Nullable BigDecimal missedAtMost() {
    return hasCachedPrice() ? usd(atMost) : null;
  }

  private static BigDecimal usd(BigInteger picodollars) {
    return new BigDecimal(picodollars, Call.USD_DECIMALS);
  }
}
