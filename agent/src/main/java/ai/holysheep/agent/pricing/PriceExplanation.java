package ai.holysheep.agent.pricing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which entry of a price table prices a model, why, and at what prices: for people. Immutable. */
public final class PriceExplanation {
  /** The name of the entry. */
  public final String entry;

  /**
   * The spellings of the model's name, from the first that was looked up to the one that is priced.
   */
  public final List<String> spellings;

  /** Why the entry prices the model: a part of a sentence. */
  public final String reason;

  /** All prices of the entry, one a line. */
  public final List<String> prices;

  PriceExplanation(
      List<ModelSpellings> chain, @Nullable PriceMatch match, Price price, long millis) {
    entry = price.name;
    spellings = spellings(chain, match);
    reason =
        aliases(chain, match) + (match == null ? "no table has an entry for it" : match.reason);
    prices = lines(price, millis);
  }

  private static List<String> spellings(List<ModelSpellings> chain, @Nullable PriceMatch match) {
    List<String> spellings = new ArrayList<>();
    for (ModelSpellings name : chain) {
      for (int i = 0; i < name.closestFirst.size(); i++) {
        String written = name.writtenClosestFirst.get(i);
        if (!spellings.contains(written)) {
          spellings.add(written);
        }
        boolean isLast =
            match != null
                && (written.equals(match.spelling)
                    || name.closestFirst.get(i).equals(match.spelling));
        if (isLast) {
          return spellings;
        }
      }
    }
    return spellings;
  }

  /** Which aliases led to the priced name. */
  private static String aliases(List<ModelSpellings> chain, @Nullable PriceMatch match) {
    StringBuilder aliases = new StringBuilder();
    for (int i = 1; i < chain.size() && !isPriced(chain.get(i - 1), match); i++) {
      aliases
          .append(i == 1 ? "it is an alias of " : ", which is an alias of ")
          .append(chain.get(i).writtenClosestFirst.get(0));
    }
    return aliases.length() == 0 ? "" : aliases.append(", and ").toString();
  }

  private static boolean isPriced(ModelSpellings name, @Nullable PriceMatch match) {
    return match != null
        && (name.writtenClosestFirst.contains(match.spelling)
            || name.closestFirst.contains(match.spelling));
  }

  private static List<String> lines(Price price, long millis) {
    List<String> lines = new ArrayList<>();
    int valid = price.periodAt(millis);
    for (int i = 0; i < price.periods(); i++) {
      String applies = price.periods() == 1 ? "" : i == valid ? " (these apply)" : " (not then)";
      lines.add(price.period(i) + applies);
      addSheet(price.sheet(i), lines);
    }
    return lines;
  }

  private static void addSheet(RateSheet sheet, List<String> lines) {
    for (int tier = 0; tier < sheet.serviceTiers(); tier++) {
      for (int size = 0; size < sheet.sizes(); size++) {
        String serviceTier = tier == 0 ? "" : ", service tier " + sheet.serviceTier(tier);
        lines.add("  " + sheet.size(size) + serviceTier);
        for (Rate rate : Rate.values()) {
          addRate(sheet.card(tier, size), rate, lines);
        }
      }
    }
  }

  private static void addRate(RateCard card, Rate rate, List<String> lines) {
    if (card.isApart(rate) || rate == Rate.INPUT || rate == Rate.OUTPUT) {
      BigDecimal usd = card.usd(rate);
      BigDecimal shown = rate.isFee() ? usd : usd.movePointRight(Rate.MILLION);
      BigDecimal plain = shown.signum() == 0 ? BigDecimal.ZERO : shown.stripTrailingZeros();
      String one = rate == Rate.IMAGE ? " USD an " : " USD a ";
      String unit = rate.isFee() ? one + rate.unit() : " USD per million";
      String rules = PriceRule.names(card.rules(rate));
      lines.add(
          "    "
              + rate.key
              + ": "
              + plain.toPlainString()
              + unit
              + (rules == null ? "" : " (" + rules + ")"));
    }
  }
}
