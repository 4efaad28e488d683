package ai.holysheep.agent.pricing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rates of one model at one time, for each size of the prompt and service tier. Immutable. */
final class RateSheet {
  /** Ascending. A card is for prompts above the threshold before it. */
  private final long[] thresholds;

  /** The service tiers that have prices; the first is the standard tier and has no name. */
  private final String[] serviceTiers;

  /** By service tier, and then by the number of thresholds that the prompt is above of. */
  private final RateCard[][] cards;

  RateSheet(long[] thresholds, List<String> serviceTiers, RateCard[][] cards) {
    this.thresholds = thresholds;
    this.serviceTiers = serviceTiers.toArray(new String[0]);
    this.cards = cards;
  }

  /** {@code null} if it is unknown. */
  @Nullable Cost cost(Consumption used, String pricedAs, boolean hasOwnPrice, int rulesBefore) {
    int rules = rulesBefore;
    int tier = serviceTier(used.serviceTier);
    if (tier < 0) {
      rules |= PriceRule.NO_SERVICE_TIER_PRICE.bit;
      tier = 0;
    }
    long prompt = used.count(Consumption.Count.INPUT);
    int size = 0;
    while (size < thresholds.length && prompt > thresholds[size]) {
      size++;
    }
    if (size < thresholds.length && prompt == thresholds[size]) {
      rules |= PriceRule.AT_THRESHOLD.bit;
    }
    return new CostSum(cards[tier][size], rules).of(used, pricedAs, hasOwnPrice);
  }

  /** -1 for one without prices. */
  private int serviceTier(@Nullable String answered) {
    String name = ServiceTier.canonical(answered);
    if (name == null) {
      return 0;
    }
    for (int i = 1; i < serviceTiers.length; i++) {
      if (serviceTiers[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  int serviceTiers() {
    return serviceTiers.length;
  }

  String serviceTier(int number) {
    return serviceTiers[number];
  }

  int sizes() {
    return thresholds.length + 1;
  }

  /** For people. */
  String size(int number) {
    if (number == 0) {
      return thresholds.length == 0 ? "any prompt" : "up to " + thresholds[0] + " input tokens";
    }
    return "above " + thresholds[number - 1] + " input tokens";
  }

  RateCard card(int serviceTier, int size) {
    return cards[serviceTier][size];
  }
}
