package ai.holysheep.agent.pricing;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The rules for what vendors' price lists do not say. Each call that one of them has priced has its
 * name in the ledger's {@code price_rules}. {@link RateResolver} and {@link CostSum} apply them.
 *
 * <p>"Vendors" means the price pages of OpenAI, Anthropic, Google and xAI as of 2026; "LiteLLM" and
 * "genai-prices" mean how these two programs price with their own tables.
 */
public enum PriceRule {
  /**
   * The prompt is as long as a tier's threshold: it is not above it. Vendors write "prompts > 200k
   * tokens", "exceeds 200K" and "> 272K"; LiteLLM and genai-prices compare in the same way.
   */
  AT_THRESHOLD,
  /**
   * The prompt is above a threshold, and the entry has no price above it for something that was
   * used: that has the price below the threshold. xAI has such a price for cached input; LiteLLM
   * and genai-prices do the same.
   */
  NO_PRICE_ABOVE,
  /**
   * Above a threshold in a service tier, and the entry has both prices, but not that of both
   * together: the service tier's price times the standard price above the threshold, by the
   * standard price below it. OpenAI: long prompts are "2x input and 1.5x output for standard,
   * batch, and flex". Anthropic: batch discounts and long prompts stack. In LiteLLM's table, all 84
   * prices that are given for both together are this product. At most 40 decimals of a USD.
   */
  TIER_TIMES_SERVICE_TIER,
  /**
   * The answer names a service tier that the entry has no prices for: the standard prices apply.
   * Such tiers are mostly paid in advance, for example Anthropic's priority tier.
   */
  NO_SERVICE_TIER_PRICE,
  /**
   * The entry has prices for the service tier, but not for something that was used, such as cached
   * input in a batch: that has the standard price. Google: cached tokens of a batch cost the same
   * as others. For Anthropic, whose batches take half of everything, this is too much, not too
   * little. LiteLLM does the same.
   */
  STANDARD_PRICE_OF_KIND,
  /**
   * Reasoning has a price of its own, but not above the threshold or in the service tier, and
   * output has one there: reasoning has the price of output. Vendors bill reasoning as output.
   */
  REASONING_AS_OUTPUT,
  /**
   * Anthropic: "1-hour cache write tokens are 2 times the base input tokens price"
   * (platform.claude.com, "Prompt caching"). For entries with a price of cache writes, but none of
   * those for an hour.
   */
  WRITE_1H_TWICE_INPUT,
  /** Counts of parts were larger than the whole. Each token is priced once. */
  CONTRADICTING_COUNTS,
  /** Tokens or searches for which the entry has no price at all cost nothing. */
  NO_PRICE,
  /** The price of a search depends on its size, which no answer says: the medium size's price. */
  SEARCH_OF_MEDIUM_SIZE,
  /**
   * The price of an image depends on its size, and the request names none, or one that the table
   * has no entry for: the price of the entry without a size. LiteLLM does the same. OpenAI's
   * default is such an image: 1024x1024, in standard quality.
   */
  IMAGE_OF_DEFAULT_SIZE;

  private static final PriceRule[] ALL = values();

  /** By the set of rules; filled when needed. A race writes equal texts. */
  private static final @Nullable String[] NAMES = new String[1 << ALL.length];

  /** The name in the ledger, for example {@code at_threshold}. */
  final String label = name().toLowerCase(Locale.ROOT);

  /** In a set of rules. */
  final int bit = 1 << ordinal();

  /** The names of a set of rules, separated by {@code ;}; {@code null} for none. */
  static @Nullable String names(int rules) {
    if (rules == 0) {
      return null;
    }
    String names = NAMES[rules];
    if (names == null) {
      StringBuilder text = new StringBuilder();
      for (PriceRule rule : ALL) {
        if ((rules & rule.bit) != 0) {
          text.append(text.length() == 0 ? "" : ";").append(rule.label);
        }
      }
      names = text.toString();
      NAMES[rules] = names;
    }
    return names;
  }
}
