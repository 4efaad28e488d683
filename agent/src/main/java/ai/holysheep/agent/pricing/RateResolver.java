package ai.holysheep.agent.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rate of each kind for each size of the prompt and each service tier, where an entry
 * does not name it. {@link PriceRule} has the rules and their sources.
 */
final class RateResolver {
  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final int MAX_DECIMALS = 40;

  /** By service tier, number of thresholds that the prompt is above of, and rate. */
  private final @Nullable BigDecimal[][][] named;

  private final int apart;

  /** The rules that a rate's own price is marked with. */
  private final int[] marks;

  /** The rules of the card that is being made, by rate. */
  private int[] rules = new int[Rate.SIZE];

  /**
   * @param marks sets of {@link PriceRule}, by rate
   */
  RateResolver(@Nullable BigDecimal[][][] named, int[] marks) {
    this.named = named;
    this.marks = marks;
    apart = apart();
  }

  RateCard[][] cards() {
    RateCard[][] cards = new RateCard[named.length][];
    for (int tier = 0; tier < cards.length; tier++) {
      cards[tier] = new RateCard[named[tier].length];
      for (int size = 0; size < cards[tier].length; size++) {
        cards[tier][size] = card(tier, size);
      }
    }
    return cards;
  }

  private int apart() {
    int set = 0;
    for (Rate rate : Rate.values()) {
      set |= isNamed(rate) ? 1 << rate.ordinal() : 0;
    }
    // Cached audio without a price, in an entry without one of cached input, is other audio.
    if (isNamed(Rate.AUDIO_INPUT) && !isNamed(Rate.CACHED_INPUT)) {
      set |= 1 << Rate.CACHED_AUDIO.ordinal();
    }
    if (isNamed(Rate.IMAGE_INPUT) && !isNamed(Rate.CACHED_INPUT)) {
      set |= 1 << Rate.CACHED_IMAGE.ordinal();
    }
    return set;
  }

  private boolean isNamed(Rate rate) {
    for (@Nullable BigDecimal[][] tier : named) {
      for (@Nullable BigDecimal[] size : tier) {
        if (size[rate.ordinal()] != null) {
          return true;
        }
      }
    }
    return false;
  }

  private RateCard card(int tier, int size) {
    rules = new int[Rate.SIZE];
    BigDecimal[] usd = new BigDecimal[Rate.SIZE];
    for (Rate rate : Rate.values()) {
      usd[rate.ordinal()] = rate(rate, tier, size);
    }
    return new RateCard(usd, rules, apart);
  }

  private BigDecimal rate(Rate rate, int tier, int size) {
    BigDecimal reasoning = rate == Rate.REASONING ? reasoningAsOutput(tier, size) : null;
    if (reasoning != null) {
      return reasoning;
    }
    rules[rate.ordinal()] = 0;
    BigDecimal own = ofKind(rate, tier, size);
    if (own != null) {
      rules[rate.ordinal()] |= marks[rate.ordinal()];
      return own;
    }
    rules[rate.ordinal()] = 0;
    Rate instead = instead(rate);
    if (instead == null) {
      rules[rate.ordinal()] = rate == Rate.REQUEST || rate.isWork() ? 0 : PriceRule.NO_PRICE.bit;
      return BigDecimal.ZERO;
    }
    BigDecimal other = rate(instead, tier, size);
    rules[rate.ordinal()] = rules[instead.ordinal()];
    if (rate == Rate.CACHE_WRITE_1H && isPriced(Rate.CACHE_WRITE, tier, size)) {
      rules[rate.ordinal()] |= PriceRule.WRITE_1H_TWICE_INPUT.bit;
      return other.multiply(TWO);
    }
    return other;
  }

  /** Whose rate it has that has none of its own; {@code null} if no other's. */
  private @Nullable Rate instead(Rate rate) {
    switch (rate) {
      case CACHED_INPUT:
      case CACHE_WRITE:
      case CACHE_WRITE_1H:
      case AUDIO_INPUT:
      case IMAGE_INPUT:
        return Rate.INPUT;
      case REASONING:
      case AUDIO_OUTPUT:
      case IMAGE_OUTPUT:
        return Rate.OUTPUT;
      case CACHED_AUDIO:
        return isNamed(Rate.CACHED_INPUT) ? Rate.CACHED_INPUT : Rate.AUDIO_INPUT;
      case CACHED_IMAGE:
        return isNamed(Rate.CACHED_INPUT) ? Rate.CACHED_INPUT : Rate.IMAGE_INPUT;
      default:
        return null;
    }
  }

  private boolean isPriced(Rate rate, int tier, int size) {
    int known = rules[rate.ordinal()];
    BigDecimal found = ofKind(rate, tier, size);
    rules[rate.ordinal()] = known;
    return found != null;
  }

  /** The rate of the kind itself, from this tier and size or from others. */
  private @Nullable BigDecimal ofKind(Rate rate, int tier, int size) {
    BigDecimal above = above(rate, tier, size);
    if (above != null) {
      return above;
    }
    BigDecimal below = named[tier][0][rate.ordinal()];
    if (tier == 0) {
      return withoutPriceAbove(rate, tier, size, below);
    }
    BigDecimal standardAbove = above(rate, 0, size);
    BigDecimal standard = named[0][0][rate.ordinal()];
    if (below == null) {
      addRule(rate, PriceRule.STANDARD_PRICE_OF_KIND);
      return standardAbove != null ? standardAbove : withoutPriceAbove(rate, tier, size, standard);
    }
    if (standardAbove == null) {
      return withoutPriceAbove(rate, tier, size, below);
    }
    addRule(rate, PriceRule.TIER_TIMES_SERVICE_TIER);
    return standard == null || standard.signum() == 0
        ? standardAbove
        : below
            .multiply(standardAbove)
            .divide(standard, MAX_DECIMALS, RoundingMode.HALF_UP)
            .stripTrailingZeros();
  }

  private @Nullable BigDecimal withoutPriceAbove(
      Rate rate, int tier, int size, @Nullable BigDecimal below) {
    if (isTierOf(tier, size)) {
      addRule(rate, PriceRule.NO_PRICE_ABOVE);
    }
    return below;
  }

  /** Whether the prompt is above a threshold that means something in this service tier. */
  private boolean isTierOf(int tier, int size) {
    if (size == 0) {
      return false;
    }
    for (Rate rate : Rate.values()) {
      if (above(rate, tier, size) != null || above(rate, 0, size) != null) {
        return true;
      }
    }
    return false;
  }

  /** The price above the highest threshold that has one. */
  private @Nullable BigDecimal above(Rate rate, int tier, int size) {
    for (int i = size; i > 0; i--) {
      BigDecimal found = named[tier][i][rate.ordinal()];
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private @Nullable BigDecimal reasoningAsOutput(int tier, int size) {
    BigDecimal standard = named[0][0][Rate.REASONING.ordinal()];
    boolean isNamedHere =
        above(Rate.REASONING, tier, size) != null
            || size == 0 && named[tier][0][Rate.REASONING.ordinal()] != null;
    BigDecimal standardOutput = named[0][0][Rate.OUTPUT.ordinal()];
    if (isNamedHere || standard == null || standardOutput == null) {
      return null;
    }
    BigDecimal output = rate(Rate.OUTPUT, tier, size);
    if (output.compareTo(standardOutput) == 0) {
      return null;
    }
    rules[Rate.REASONING.ordinal()] = rules[Rate.OUTPUT.ordinal()];
    if (standard.compareTo(standardOutput) != 0) {
      addRule(Rate.REASONING, PriceRule.REASONING_AS_OUTPUT);
    }
    return output;
  }

  private void addRule(Rate rate, PriceRule rule) {
    if (!rate.isFee()) {
      rules[rate.ordinal()] |= rule.bit;
    }
  }
}
