package ai.holysheep.agent.pricing.table;

import ai.holysheep.agent.pricing.Period;
import ai.holysheep.agent.pricing.PriceRule;
import ai.holysheep.agent.pricing.PriceSet;
import ai.holysheep.agent.pricing.Rate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The rates that an entry of a public table names for one period. */
final class NamedRates {
  /** A rate, and for which calls. Immutable. */
  static final class Named {
    final Rate rate;

    /** {@code null} for the standard tier. */
    final @Nullable String serviceTier;

    /** For prompts of more tokens; 0 for all. */
    final long above;

    /** For one unit. */
    final BigDecimal usd;

    private final boolean isSecond;

    Named(Rate rate, @Nullable String serviceTier, long above, BigDecimal usd, boolean isSecond) {
      this.rate = rate;
      this.serviceTier = serviceTier;
      this.above = above;
      this.usd = usd;
      this.isSecond = isSecond;
    }

    /** The same for prompts of more tokens. */
    Named above(long tokens) {
      return new Named(rate, serviceTier, tokens, usd, isSecond);
    }
  }

  /** The largest entry of 2026 has 20. */
  private static final int MAX_PRICES = 256;

  final List<Named> all = new ArrayList<>();
  Period period = Period.ALWAYS;

  /** When the prices apply, as the table says it. */
  String when = "";

  /** The price of a search depends on its size, and this is that of the medium one. */
  boolean isMediumSearch;

  void add(Named rate) {
    if (all.size() == MAX_PRICES) {
      throw new IllegalArgumentException("more than " + MAX_PRICES + " prices");
    }
    all.add(rate);
  }

  /** For a table whose sizes belong to the price above them. */
  NamedRates withInclusiveSizes() {
    for (ListIterator<Named> i = all.listIterator(); i.hasNext(); ) {
      Named named = i.next();
      if (named.above > 0) {
        i.set(named.above(named.above - 1));
      }
    }
    return this;
  }

  /** A plain price beside ones with sizes is for all sizes, and not only below the first. */
  void repeatAboveSizes() {
    Set<Long> sizes = new TreeSet<>();
    for (Named named : all) {
      sizes.add(named.above);
    }
    for (Named named : new ArrayList<>(all)) {
      if (!hasSizes(named.rate)) {
        for (long size : sizes) {
          if (size > 0) {
            all.add(named.above(size));
          }
        }
      }
    }
  }

  private boolean hasSizes(Rate rate) {
    for (Named named : all) {
      if (named.rate == rate && named.above > 0) {
        return true;
      }
    }
    return false;
  }

  boolean has(Rate rate) {
    for (Named named : all) {
      if (named.rate == rate) {
        return true;
      }
    }
    return false;
  }

  boolean areAllZero() {
    for (Named named : all) {
      if (named.usd.signum() > 0) {
        return false;
      }
    }
    return true;
  }

  /** Leaves out the second of two ways to name a rate, and fills in what an entry leaves out. */
  void settle() {
    Set<Rate> first = EnumSet.noneOf(Rate.class);
    for (Named named : all) {
      if (!named.isSecond) {
        first.add(named.rate);
      }
    }
    for (Iterator<Named> i = all.iterator(); i.hasNext(); ) {
      Named named = i.next();
      if (named.isSecond && first.contains(named.rate)) {
        i.remove();
      }
    }
    // A model that only hears, or only draws: all of its tokens are of that kind.
    copy(Rate.AUDIO_INPUT, Rate.INPUT);
    copy(Rate.IMAGE_OUTPUT, Rate.OUTPUT);
    if (isOutputPriced()) {
      // What an image of 1,290 tokens costs says the same in other words, and less exactly.
      for (Iterator<Named> i = all.iterator(); i.hasNext(); ) {
        if (i.next().rate.isWork()) {
          i.remove();
        }
      }
    }
  }

  /** Whether tokens of the output cost something. */
  boolean isOutputPriced() {
    for (Named named : all) {
      boolean isOutput =
          named.rate == Rate.OUTPUT
              || named.rate == Rate.IMAGE_OUTPUT
              || named.rate == Rate.AUDIO_OUTPUT;
      if (isOutput && named.usd.signum() > 0) {
        return true;
      }
    }
    return false;
  }

  private void copy(Rate from, Rate to) {
    if (!has(to)) {
      for (Named named : new ArrayList<>(all)) {
        if (named.rate == from) {
          all.add(new Named(to, named.serviceTier, named.above, named.usd, false));
        }
      }
    }
  }

  /** Throws {@link IllegalArgumentException} for rates that no entry can have. */
  PriceSet toPriceSet() {
    PriceSet set = new PriceSet();
    for (Named named : all) {
      set.rate(named.rate, named.serviceTier, named.above, named.usd);
    }
    if (isMediumSearch) {
      set.mark(Rate.WEB_SEARCH, PriceRule.SEARCH_OF_MEDIUM_SIZE);
    }
    return set;
  }

  /** Adds a text that is equal for the same prices, and only for them. */
  void addKey(StringBuilder key) {
    List<String> texts = new ArrayList<>();
    for (Named named : all) {
      texts.add(
          named.rate.key
              + ' '
              + named.serviceTier
              + ' '
              + named.above
              + ' '
              + named.usd.stripTrailingZeros());
    }
    // The order of an entry's fields means nothing.
    Collections.sort(texts);
    key.append(when).append(isMediumSearch).append(texts);
  }
}
