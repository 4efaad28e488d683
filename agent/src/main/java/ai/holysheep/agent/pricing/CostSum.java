package ai.holysheep.agent.pricing;

import ai.holysheep.agent.pricing.Consumption.Count;
import ai.holysheep.agent.pricing.Cost.Part;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what one call costs. The exact sum is rounded half up to whole picodollars after each
 * step, in a fixed order, and each part gets what its steps added. So all parts together are the
 * exact cost, rounded once. The order: input, cached input, cache writes, audio and images of the
 * input, seconds of audio; output, reasoning, audio and images of the output, whole images;
 * searches; pages and the call.
 *
 * <p>A sum above nine million USD throws {@link ArithmeticException}.
 */
final class CostSum {
  private final RateCard card;
  private final long[] parts = new long[Part.SIZE];
  private int rules;
  private long total;

  /** The sum before it is rounded; {@code null} if there is nothing to round. */
  private @Nullable BigDecimal exact;

  CostSum(RateCard card, int rules) {
    this.card = card;
    this.rules = rules;
    exact = card.isWhole() ? null : BigDecimal.ZERO;
  }

  /**
   * The cost; {@code null} if it is unknown. Without token counts it is known only if the work is
   * counted in another unit that has a price, or if tokens cost nothing and there is a fee to pay:
   * a fee alone would be too little where tokens cost too. A model that is paid by another unit has
   * no known cost without a count of it.
   */
  @Nullable Cost of(Consumption used, String pricedAs, boolean hasOwnPrice) {
    boolean hasTokens = used.count(Count.INPUT) >= 0 || used.count(Count.OUTPUT) >= 0;
    boolean hasWork = isPaid(used, Count.IMAGES, Rate.IMAGE);
    hasWork |= isPaid(used, Count.AUDIO_MILLIS, Rate.AUDIO_SECOND);
    hasWork |= isPaid(used, Count.PAGES, Rate.PAGE);
    if (!hasWork && (card.isWorkOnly || !hasTokens && !card.isFeeOnly)) {
      return null;
    }
    addInput(used);
    add(Rate.AUDIO_SECOND, Part.AUDIO, limited(used, Count.AUDIO_MILLIS, Long.MAX_VALUE));
    long input = total;
    addOutput(used);
    add(Rate.IMAGE, Part.IMAGE, limited(used, Count.IMAGES, Long.MAX_VALUE));
    long output = total - input;
    add(Rate.WEB_SEARCH, Part.TOOL, limited(used, Count.WEB_SEARCHES, Long.MAX_VALUE));
    add(Rate.PAGE, Part.REQUEST, limited(used, Count.PAGES, Long.MAX_VALUE));
    add(Rate.REQUEST, Part.REQUEST, limited(used, Count.REQUESTS, Long.MAX_VALUE));
    if (!hasTokens && !hasWork && total == 0) {
      return null;
    }
    return new Cost(input, output, parts, pricedAs, hasOwnPrice, PriceRule.names(rules));
  }

  private boolean isPaid(Consumption used, Count count, Rate rate) {
    return used.count(count) >= 0 && card.usd(rate).signum() > 0;
  }

  /**
   * The input includes cached and written tokens, and these include audio and images. Each token is
   * priced once, even where the counts contradict each other.
   */
  private void addInput(Consumption used) {
    long all = limited(used, Count.INPUT, Long.MAX_VALUE);
    long cached = limited(used, Count.CACHED_INPUT, all);
    long written = limited(used, Count.CACHE_WRITE, all - cached);
    long forAnHour = limited(used, Count.CACHE_WRITE_1H, written);
    long fresh = all - cached - written;
    long audio = 0;
    long cachedAudio = 0;
    if (card.isApart(Rate.AUDIO_INPUT) || card.isApart(Rate.CACHED_AUDIO)) {
      long both = limited(used, Count.AUDIO_INPUT, fresh + cached);
      cachedAudio = cachedOf(both, limited(used, Count.CACHED_AUDIO_INPUT, both), fresh, cached);
      audio = both - cachedAudio;
    }
    long image = 0;
    long cachedImage = 0;
    if (card.isApart(Rate.IMAGE_INPUT) || card.isApart(Rate.CACHED_IMAGE)) {
      long freshLeft = fresh - audio;
      long cachedLeft = cached - cachedAudio;
      long both = limited(used, Count.IMAGE_INPUT, freshLeft + cachedLeft);
      cachedImage =
          cachedOf(both, limited(used, Count.CACHED_IMAGE_INPUT, both), freshLeft, cachedLeft);
      image = both - cachedImage;
    }
    add(Rate.INPUT, Part.INPUT, fresh - audio - image);
    add(Rate.CACHED_INPUT, Part.CACHED_INPUT, cached - cachedAudio - cachedImage);
    add(Rate.CACHE_WRITE, Part.CACHE_WRITE, written - forAnHour);
    add(Rate.CACHE_WRITE_1H, Part.CACHE_WRITE, forAnHour);
    addKind(Rate.AUDIO_INPUT, Part.AUDIO, Part.INPUT, audio);
    addKind(Rate.CACHED_AUDIO, Part.AUDIO, Part.CACHED_INPUT, cachedAudio);
    addKind(Rate.IMAGE_INPUT, Part.IMAGE, Part.INPUT, image);
    addKind(Rate.CACHED_IMAGE, Part.IMAGE, Part.CACHED_INPUT, cachedImage);
  }

  /**
   * How many of a kind's tokens were cached: as many as the answer says, and at least those that
   * the fresh input has no place for.
   */
  private static long cachedOf(long both, long told, long fresh, long cached) {
    return Math.min(Math.max(told, both - fresh), Math.min(cached, both));
  }

  private void addOutput(Consumption used) {
    long text = limited(used, Count.OUTPUT, Long.MAX_VALUE);
    long reasoning = ofOutput(used, Count.REASONING, Rate.REASONING, text);
    text -= reasoning;
    long audio = ofOutput(used, Count.AUDIO_OUTPUT, Rate.AUDIO_OUTPUT, text);
    text -= audio;
    long image = ofOutput(used, Count.IMAGE_OUTPUT, Rate.IMAGE_OUTPUT, text);
    add(Rate.OUTPUT, Part.OUTPUT, text - image);
    add(Rate.REASONING, Part.REASONING, reasoning);
    add(Rate.AUDIO_OUTPUT, Part.AUDIO, audio);
    add(Rate.IMAGE_OUTPUT, Part.IMAGE, image);
  }

  private long ofOutput(Consumption used, Count count, Rate rate, long most) {
    return card.isApart(rate) ? limited(used, count, most) : 0;
  }

  private long limited(Consumption used, Count count, long most) {
    long number = used.count(count);
    if (number > most) {
      rules |= PriceRule.CONTRADICTING_COUNTS.bit;
      return most;
    }
    return Math.max(number, 0);
  }

  private void addKind(Rate rate, Part own, Part general, long count) {
    add(rate, card.isApart(rate) ? own : general, count);
  }

  private void add(Rate rate, Part part, long count) {
    if (count == 0) {
      return;
    }
    rules |= card.rules(rate);
    long before = total;
    BigDecimal sum = exact;
    if (sum == null) {
      total = Math.addExact(before, Math.multiplyExact(count, card.whole(rate)));
    } else {
      sum = sum.add(card.exact(rate).multiply(BigDecimal.valueOf(count)));
      exact = sum;
      total = sum.setScale(0, RoundingMode.HALF_UP).longValueExact();
    }
    parts[part.ordinal()] += total - before;
  }
}
