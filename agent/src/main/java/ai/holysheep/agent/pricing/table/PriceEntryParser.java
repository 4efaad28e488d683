package ai.holysheep.agent.pricing.table;

import ai.holysheep.agent.pricing.Period;
import ai.holysheep.agent.pricing.Price;
import ai.holysheep.agent.pricing.PriceBuilder;
import ai.holysheep.agent.pricing.PriceSet;
import ai.holysheep.agent.pricing.Rate;
import ai.holysheep.agent.pricing.ServiceTier;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parses one model's entry of a price file in our own format. Throws {@link
 * IllegalArgumentException} with the reason for an entry that cannot be read.
 */
final class PriceEntryParser {
  private static final int MAX_NAME = 64;
  private static final int SHOWN = 40;

  private final JsonParser json;
  private final List<Period> periods = new ArrayList<>();
  private final List<PriceSet> sets = new ArrayList<>();

  private PriceEntryParser(JsonParser json) {
    this.json = json;
  }

  /** Parses the JSON value at which the parser stands. */
  static Price parse(JsonParser json, String model) throws IOException {
    PriceEntryParser entry = new PriceEntryParser(json);
    entry.requireObject("");
    PriceBuilder price = new PriceBuilder(model);
    price.add(Period.ALWAYS, entry.parseSet("", true, null));
    for (int i = 0; i < entry.sets.size(); i++) {
      price.add(entry.periods.get(i), entry.sets.get(i));
    }
    return price.build();
  }

  /**
   * @param times gets the texts of the keys that say when the prices apply; {@code null} if they
   *     apply always
   */
  private PriceSet parseSet(String path, boolean hasPeriods, @Nullable Map<String, String> times)
      throws IOException {
    PriceSet set = new PriceSet();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      Rate rate = Rate.ofKey(key);
      if (rate != null) {
        set.rate(rate, parseAmount(path, rate));
      } else if (key.equals("tiers")) {
        parseTiers(path + "tiers", null, set);
      } else if (key.equals("service_tiers")) {
        parseServiceTiers(path + "service_tiers", set);
      } else if (hasPeriods && key.equals("periods")) {
        parsePeriods();
      } else if (times != null && isTime(key)) {
        times.put(key, json.getText());
      } else {
        throw noSuchKey(path + key, hasPeriods ? "tiers, service_tiers, periods" : "");
      }
    }
    require(path, set, Rate.INPUT);
    require(path, set, Rate.OUTPUT);
    return set;
  }

  private static void require(String path, PriceSet set, Rate rate) {
    if (!set.has(rate)) {
      throw new IllegalArgumentException(path + rate.key + " is missing");
    }
  }

  private static boolean isTime(String key) {
    return key.equals("valid_from") || key.equals("start_time") || key.equals("end_time");
  }

  private void parsePeriods() throws IOException {
    requireArray("periods");
    while (json.nextToken() != JsonToken.END_ARRAY) {
      String path = "periods[" + sets.size() + "].";
      if (sets.size() == PriceBuilder.MAX_PERIODS) {
        throw new IllegalArgumentException("more than " + PriceBuilder.MAX_PERIODS + " periods");
      }
      requireObject(path);
      Map<String, String> times = new HashMap<>();
      PriceSet set = parseSet(path, false, times);
      periods.add(period(path, times));
      sets.add(set);
    }
  }

  private static Period period(String path, Map<String, String> times) {
    String from = times.get("valid_from");
    String start = times.get("start_time");
    String end = times.get("end_time");
    if (from == null && start == null || (start == null) != (end == null)) {
      throw new IllegalArgumentException(
          path + " needs valid_from, or start_time and end_time, or all three");
    }
    try {
      Period period =
          from == null ? Period.ALWAYS : Period.fromDay(LocalDate.parse(from).toEpochDay());
      return start == null || end == null
          ? period
          : period.daily(
              LocalTime.parse(start).toSecondOfDay(), LocalTime.parse(end).toSecondOfDay());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          path + ": a day is written as 2026-09-01, and a time as 16:30, both UTC", e);
    }
  }

  private void parseServiceTiers(String path, PriceSet set) throws IOException {
    requireObject(path);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      String tierPath = path + "." + shown(name);
      if (name.trim().isEmpty() || name.length() > MAX_NAME) {
        throw new IllegalArgumentException(
            tierPath + " is not allowed, must be a name of 1 to " + MAX_NAME + " characters");
      }
      String tier = ServiceTier.canonical(name);
      if (tier == null) {
        throw new IllegalArgumentException(
            tierPath + " is the standard tier: its prices stand outside");
      }
      json.nextToken();
      requireObject(tierPath);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String key = json.currentName();
        json.nextToken();
        Rate rate = Rate.ofKey(key);
        if (rate != null) {
          set.rate(rate, tier, 0, parseAmount(tierPath + ".", rate));
        } else if (key.equals("tiers")) {
          parseTiers(tierPath + ".tiers", tier, set);
        } else {
          throw noSuchKey(tierPath + "." + key, "tiers");
        }
      }
    }
  }

  private void parseTiers(String path, @Nullable String serviceTier, PriceSet set)
      throws IOException {
    requireArray(path);
    for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
      String tierPath = path + "[" + i + "]";
      requireObject(tierPath);
      Map<Rate, BigDecimal> amounts = new EnumMap<>(Rate.class);
      long above = 0;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String key = json.currentName();
        json.nextToken();
        Rate rate = Rate.ofKey(key);
        if (rate != null) {
          amounts.put(rate, parseAmount(tierPath + ".", rate));
        } else if (key.equals("above")) {
          above = parseThreshold(tierPath + ".above");
        } else {
          throw noSuchKey(tierPath + "." + key, "above");
        }
      }
      if (above == 0) {
        throw new IllegalArgumentException(tierPath + ".above is missing");
      }
      for (Map.Entry<Rate, BigDecimal> amount : amounts.entrySet()) {
        set.rate(amount.getKey(), serviceTier, above, amount.getValue());
      }
    }
  }

  private long parseThreshold(String path) throws IOException {
    boolean isInt = json.currentToken() == JsonToken.VALUE_NUMBER_INT;
    String text = json.getText();
    long tokens = isInt && text.length() <= 12 ? Long.parseLong(text) : 0;
    if (tokens <= 0) {
      throw new IllegalArgumentException(
          path + ": " + shown(text) + " is not allowed, must be a whole number of tokens above 0");
    }
    return tokens;
  }

  private BigDecimal parseAmount(String path, Rate rate) throws IOException {
    String text = json.getText();
    BigDecimal usd =
        json.currentToken().isNumeric() ? Rate.parse(text, rate.isFee() ? 0 : Rate.MILLION) : null;
    if (usd == null || !rate.isAllowed(usd)) {
      throw new IllegalArgumentException(
          path + rate.key + ": " + shown(text) + " is not allowed, must be " + rate.allowed());
    }
    return usd;
  }

  private static IllegalArgumentException noSuchKey(String path, String more) {
    StringBuilder allowed = new StringBuilder();
    for (Rate rate : Rate.values()) {
      allowed.append(rate.key).append(", ");
    }
    return new IllegalArgumentException(
        "no such price: " + shown(path) + "; allowed: " + allowed + more);
  }

  private void requireObject(String path) {
    require(JsonToken.START_OBJECT, path, "a JSON object");
  }

  private void requireArray(String path) {
    require(JsonToken.START_ARRAY, path, "a JSON array");
  }

  private void require(JsonToken token, String path, String what) {
    if (json.currentToken() != token) {
      throw new IllegalArgumentException((path.isEmpty() ? "it" : path) + " is not " + what);
    }
  }

  static String shown(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
