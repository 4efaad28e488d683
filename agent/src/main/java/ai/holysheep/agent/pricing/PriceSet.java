package ai.holysheep.agent.pricing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a price table says of one model at one time: prices for sizes of the prompt and for
 * service tiers. Not thread-safe.
 *
 * <p>Throws {@link IllegalArgumentException}, with a message for the table's owner, for what no
 * entry can have. The message does not name the model.
 */
public final class PriceSet {
  private static final int MAX_THRESHOLDS = 8;
  private static final int MAX_SERVICE_TIERS = 7;
  private static final int MAX_PRICES = 2000;
  private static final String STANDARD = "";

  private final List<Amount> amounts = new ArrayList<>();
  private final int[] marks = new int[Rate.SIZE];

  /** The price of the standard tier, for a prompt of any size. */
  public PriceSet rate(Rate rate, BigDecimal usd) {
    return rate(rate, null, 0, usd);
  }

  /**
   * One price. A price that is not set is found by the rules of {@link PriceRule}.
   *
   * @param serviceTier as answers name it; {@code null} for the standard tier
   * @param above for calls with more input tokens than this; 0 for all calls
   * @param usd for one unit
   */
  public PriceSet rate(Rate rate, @Nullable String serviceTier, long above, BigDecimal usd) {
    if (!rate.isAllowed(usd)) {
      throw new IllegalArgumentException(
          rate.key + ": " + rate.shown(usd) + " is not allowed, must be " + rate.allowed());
    }
    if (above < 0) {
      throw new IllegalArgumentException("above: " + above + " is not allowed");
    }
    if (amounts.size() == MAX_PRICES) {
      throw new IllegalArgumentException("more than " + MAX_PRICES + " prices");
    }
    String tier = ServiceTier.canonical(serviceTier);
    amounts.add(new Amount(rate, tier == null ? STANDARD : tier, above, usd));
    return this;
  }

  /** Marks all calls that use this rate: the table's own words left a choice. */
  public PriceSet mark(Rate rate, PriceRule rule) {
    marks[rate.ordinal()] |= rule.bit;
    return this;
  }

  /** Whether the standard tier has this price, for a prompt of any size. */
  public boolean has(Rate rate) {
    for (Amount amount : amounts) {
      if (amount.rate == rate && amount.serviceTier.equals(STANDARD) && amount.above == 0) {
        return true;
      }
    }
    return false;
  }

  RateSheet sheet() {
    if (amounts.isEmpty()) {
      throw new IllegalArgumentException("no price at all");
    }
    TreeSet<Long> thresholds = new TreeSet<>();
    List<String> tiers = new ArrayList<>();
    thresholds.add(0L);
    tiers.add(STANDARD);
    for (Amount amount : amounts) {
      thresholds.add(amount.above);
      if (!tiers.contains(amount.serviceTier)) {
        tiers.add(amount.serviceTier);
      }
    }
    limit("thresholds", thresholds.size() - 1, MAX_THRESHOLDS);
    limit("service tiers", tiers.size() - 1, MAX_SERVICE_TIERS);
    List<Long> sizes = new ArrayList<>(thresholds);
    @Nullable BigDecimal[][][] named = new BigDecimal[tiers.size()][sizes.size()][Rate.SIZE];
    for (Amount amount : amounts) {
      int tier = tiers.indexOf(amount.serviceTier);
      @Nullable BigDecimal[] card = named[tier][sizes.indexOf(amount.above)];
      BigDecimal other = card[amount.rate.ordinal()];
      if (other != null && other.compareTo(amount.usd) != 0) {
        throw new IllegalArgumentException(
            amount.rate.key + " has two prices" + amount.forWhichCalls());
      }
      card[amount.rate.ordinal()] = amount.usd;
    }
    long[] above = new long[sizes.size() - 1];
    for (int i = 0; i < above.length; i++) {
      above[i] = sizes.get(i + 1);
    }
    return new RateSheet(above, tiers, new RateResolver(named, marks).cards());
  }

  private static void limit(String what, int size, int most) {
    if (size > most) {
      throw new IllegalArgumentException("more than " + most + " " + what);
    }
  }

  private static final class Amount {
    final Rate rate;
    final String serviceTier;
    final long above;
    final BigDecimal usd;

    Amount(Rate rate, String serviceTier, long above, BigDecimal usd) {
      this.rate = rate;
      this.serviceTier = serviceTier;
      this.above = above;
      this.usd = usd;
    }

    String forWhichCalls() {
      return (above == 0 ? "" : " above " + above + " input tokens")
          + (serviceTier.equals(STANDARD) ? "" : " in the service tier " + serviceTier);
    }
  }
}
