package ai.holysheep.agent.usage;

import ai.holysheep.agent.diagnostics.IgnoredValues;
import org.jspecify.annotations.Nullable;

/**
 * What a body says of its bill besides the counts: the service tier that has answered, and the
 * cost. Of several that a body names, the last one holds; zero replaces no cost, as streams may
 * begin and end with it. Allocates nothing before {@link #serviceTier}.
 */
final class BillingDetails {
  private static final int MAX_TIER = 64;

  /** Powers of ten of a picodollar (10^-12 USD). */
  private static final int USD = 12;

  private static final int MILLICENT = 7;

  /** xAI's tick is 10^-10 USD. */
  private static final int USD_TICK = 2;

  /** What a request may wish for, or what stands where nothing is known: no tier has answered. */
  private static final Words NO_TIERS =
      new Words("", "auto", "traffic_type_unspecified", "unspecified", "service_tier_unspecified");

  private final ShortText tier = new ShortText(MAX_TIER);
  private long cost;
  private long upstreamCost;
  private boolean ownKey;

  BillingDetails() {
    reset();
  }

  void reset() {
    tier.clear();
    cost = -1;
    upstreamCost = -1;
    ownKey = false;
  }

  /** Like {@link #reset}, and keeps no byte of a body. */
  void wipe() {
    reset();
    tier.wipe();
  }

  void addTier(ScalarBuffer text) {
    if (text.length() > MAX_TIER) {
      IgnoredValues.count(IgnoredValues.Source.BODY, "a service tier of more than 64 characters");
    } else if (!NO_TIERS.contain(text)) {
      tier.setLowerCase(text);
    }
  }

  /** Adds a cost in the unit of this field. */
  void addCost(JsonField field, ScalarBuffer number) {
    long picodollars = number.decimal(exponent(field));
    if (picodollars < 0) {
      IgnoredValues.count(IgnoredValues.Source.BODY, "not a plausible cost in the body: ", field);
    } else if (field == JsonField.UPSTREAM_COST_USD) {
      upstreamCost = picodollars > 0 || upstreamCost < 0 ? picodollars : upstreamCost;
    } else {
      cost = picodollars > 0 || cost < 0 ? picodollars : cost;
    }
  }

  private static int exponent(JsonField field) {
    return field == JsonField.COST_USD_TICKS
        ? USD_TICK
        : field == JsonField.COST_MILLICENTS ? MILLICENT : USD;
  }

  /** Sets whether the model's vendor bills the customer itself, beside the relay. */
  void setOwnKey(boolean own) {
    ownKey = own;
  }

  /** The tier in lower case, at most 64 characters. */
  @Nullable String serviceTier() {
    return tier.text();
  }

  /**
   * The cost in picodollars; -1 if it is not known. With a vendor's key of the customer's own,
   * OpenRouter's cost is only its fee, and the vendor's is to be added to it.
   */
  long reportedCost() {
    if (!ownKey) {
      return cost;
    }
    return cost < 0 || upstreamCost < 0 || cost + upstreamCost < 0 ? -1 : cost + upstreamCost;
  }
}
