package ai.holysheep.agent.pricing;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The rates of one model for calls of one size in one service tier: one for each {@link Rate}, by
 * its ordinal. Immutable.
 */
final class RateCard {
  /** 1 USD is 10^12 picodollars. */
  static final int PICODOLLAR_DECIMALS = 12;

  /** In picodollars; not used if {@link #exact} is set. */
  private final long[] whole;

  /** In picodollars; {@code null} if each rate is a whole number of them, as nearly always. */
  private final @Nullable BigDecimal @Nullable [] exact;

  /** The rules that gave the rates; {@code null} if there was no need of one. */
  private final short @Nullable [] rules;

  /** The rates whose cost is a part of its own, and does not belong to another rate's part. */
  private final int apart;

  /** Whether there are fees, and no token costs anything. */
  final boolean isFeeOnly;

  /**
   * @param usd for one token, search or call
   * @param rules sets of {@link PriceRule}
   * @param apart a set of ordinals, as bits
   */
  RateCard(BigDecimal[] usd, int[] rules, int apart) {
    this.apart = apart;
    whole = new long[Rate.SIZE];
    BigDecimal[] picodollars = new BigDecimal[Rate.SIZE];
    boolean isWhole = true;
    boolean hasFee = false;
    boolean hasTokenPrice = false;
    boolean hasRule = false;
    for (int i = 0; i < Rate.SIZE; i++) {
      picodollars[i] = usd[i].movePointRight(PICODOLLAR_DECIMALS);
      whole[i] = picodollars[i].longValue();
      isWhole &= picodollars[i].compareTo(BigDecimal.valueOf(whole[i])) == 0;
      hasRule |= rules[i] != 0;
      boolean isFee = Rate.at(i).isFee();
      hasFee |= isFee && usd[i].signum() > 0;
      hasTokenPrice |= !isFee && usd[i].signum() > 0;
    }
    exact = isWhole ? null : picodollars;
    this.rules = hasRule ? shorts(rules) : null;
    isFeeOnly = hasFee && !hasTokenPrice;
  }

  private static short[] shorts(int[] rules) {
    short[] shorts = new short[rules.length];
    for (int i = 0; i < rules.length; i++) {
      shorts[i] = (short) rules[i];
    }
    return shorts;
  }

  boolean isWhole() {
    return exact == null;
  }

  /** In picodollars. Only if all rates are {@link #isWhole}. */
  long whole(Rate rate) {
    return whole[rate.ordinal()];
  }

  /** In picodollars. */
  BigDecimal exact(Rate rate) {
    BigDecimal found = exact == null ? null : exact[rate.ordinal()];
    return found == null ? BigDecimal.valueOf(whole(rate)) : found;
  }

  boolean isApart(Rate rate) {
    return (apart & 1 << rate.ordinal()) != 0;
  }

  int rules(Rate rate) {
    return rules == null ? 0 : rules[rate.ordinal()];
  }
}
