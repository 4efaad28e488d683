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

  /** In picodollars for each that is counted; not used if {@link #exact} is set. */
  private final long[] whole;

  /** In picodollars; {@code null} if each rate is a whole number of them, as nearly always. */
  private final @Nullable BigDecimal @Nullable [] exact;

  /** The rules that gave the rates; {@code null} if there was no need of one. */
  private final short @Nullable [] rules;

  /** The rates whose cost is a part of its own, and does not belong to another rate's part. */
  private final int apart;

  /** Whether there are prices for other units, and no token costs anything. */
  final boolean isFeeOnly;

  /** Whether the work itself has a price for another unit, and no token costs anything. */
  final boolean isWorkOnly;

  /**
   * @param usd for one unit
   * @param rules sets of {@link PriceRule}
   * @param apart a set of ordinals, as bits
   */
  RateCard(BigDecimal[] usd, int[] rules, int apart) {
    this.apart = apart;
    whole = new long[Rate.SIZE];
    BigDecimal[] picodollars = new BigDecimal[Rate.SIZE];
    boolean isWhole = true;
    boolean hasFee = false;
    boolean hasWork = false;
    boolean hasTokenPrice = false;
    boolean hasRule = false;
    for (int i = 0; i < Rate.SIZE; i++) {
      Rate rate = Rate.at(i);
      picodollars[i] = usd[i].movePointRight(PICODOLLAR_DECIMALS - rate.countedDecimals());
      whole[i] = picodollars[i].longValue();
      isWhole &= picodollars[i].compareTo(BigDecimal.valueOf(whole[i])) == 0;
      hasRule |= rules[i] != 0;
      boolean isPositive = usd[i].signum() > 0;
      hasFee |= isPositive && rate.isFee();
      hasWork |= isPositive && rate.isWork();
      hasTokenPrice |= isPositive && !rate.isFee();
    }
    exact = isWhole ? null : picodollars;
    this.rules = hasRule ? shorts(rules) : null;
    isFeeOnly = hasFee && !hasTokenPrice;
    isWorkOnly = hasWork && !hasTokenPrice;
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

  /** In picodollars for each that is counted. Only if all rates are {@link #isWhole}. */
  long whole(Rate rate) {
    return whole[rate.ordinal()];
  }

  /** In picodollars for each that is counted. */
  BigDecimal exact(Rate rate) {
    BigDecimal found = exact == null ? null : exact[rate.ordinal()];
    return found == null ? BigDecimal.valueOf(whole(rate)) : found;
  }

  /** As price lists name it, in USD for one unit. */
  BigDecimal usd(Rate rate) {
    return exact(rate).movePointLeft(PICODOLLAR_DECIMALS - rate.countedDecimals());
  }

  boolean isApart(Rate rate) {
    return (apart & 1 << rate.ordinal()) != 0;
  }

  int rules(Rate rate) {
    return rules == null ? 0 : rules[rate.ordinal()];
  }
}
