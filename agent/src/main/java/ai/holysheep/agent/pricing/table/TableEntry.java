package ai.holysheep.agent.pricing.table;

import ai.holysheep.agent.pricing.Price;
import ai.holysheep.agent.pricing.PriceBuilder;
import ai.holysheep.agent.pricing.Rate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a public table says of one model. Not thread-safe. */
final class TableEntry {
  /** How much of an entry the agent uses. */
  enum Use {
    /** All prices that it has. */
    WHOLE,
    /** All but prices for what no answer counts. */
    PART,
    /** Nothing: no answer counts what it has prices for, or it has none. */
    NONE,
    /** Nothing: it cannot be read. */
    BROKEN
  }

  final String name;

  /** LiteLLM's mode, or genai-prices' provider. */
  String group = "";

  /** LiteLLM's {@code litellm_provider}, in lower case. */
  String provider = "";

  /** Whether its name says which images it is for, before the model. */
  boolean isOfImageForm;

  /** One for each period, in the order of the table. */
  final List<NamedRates> rates = new ArrayList<>();

  /** Which fields are not used, and why; and the rate that says the same, if there is one. */
  private final Map<String, @Nullable Rate> unused = new LinkedHashMap<>();

  private @Nullable String problem;

  TableEntry(String name) {
    this.name = name;
  }

  /**
   * Names a field whose price is for what no answer counts.
   *
   * @param same the rate that says the same, if the entry has it
   */
  void addUnused(String field, String unit, @Nullable Rate same) {
    String reason = field + ": the agent does not count " + unit;
    Rate other = unused.containsKey(reason) ? unused.get(reason) : same;
    unused.put(reason, other);
  }

  /** Says why nothing of the entry is used. */
  void leaveOut(String reason) {
    unused.put(reason, null);
  }

  void fail(String reason) {
    problem = reason;
    rates.clear();
  }

  /** Decides what of the entry is used, when all of it was read. */
  Use settle() {
    boolean areAllZero = true;
    for (NamedRates period : rates) {
      period.settle();
      areAllZero &= period.areAllZero();
    }
    if (problem != null) {
      return Use.BROKEN;
    }
    boolean losesPrices = dropRepeated();
    if (areAllZero && losesPrices) {
      // That a token costs nothing is true, but the call does cost something.
      rates.clear();
    }
    if (rates.isEmpty()) {
      return Use.NONE;
    }
    return losesPrices ? Use.PART : Use.WHOLE;
  }

  /** Returns whether there is a field that no rate repeats. */
  private boolean dropRepeated() {
    for (NamedRates period : rates) {
      for (Iterator<@Nullable Rate> i = unused.values().iterator(); i.hasNext(); ) {
        Rate same = i.next();
        if (same != null && period.has(same) && !period.areAllZero()) {
          i.remove();
        }
      }
    }
    return !unused.isEmpty();
  }

  /** Why the entry, or a part of it, is not used. */
  String reason() {
    if (problem != null) {
      return problem;
    }
    return unused.isEmpty() ? "it has no price" : String.join("; ", unused.keySet());
  }

  /** Throws {@link IllegalArgumentException} for what no entry can have. */
  Price toPrice() {
    PriceBuilder price = new PriceBuilder(name);
    for (NamedRates period : rates) {
      price.add(period.period, period.toPriceSet());
    }
    return price.build();
  }

  /** A text that is equal for entries with the same prices at all times, and only for them. */
  String priceKey() {
    StringBuilder key = new StringBuilder();
    for (NamedRates period : rates) {
      period.addKey(key);
    }
    return key.toString();
  }
}
