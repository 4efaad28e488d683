package ai.holysheep.agent.pricing.table;

import ai.holysheep.agent.pricing.Period;
import ai.holysheep.agent.pricing.PriceBuilder;
import ai.holysheep.agent.pricing.Rate;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the prices of one model of genai-prices: one set, or several of which the last that is
 * valid counts.
 */
final class GenAiPriceReader {
  private static final int MAX_TIERS = 16;
  private static final int MAX_KEYS = 100;

  private final JsonParser json;
  private final Map<String, TableField> fields;
  private final TableEntry entry;

  /**
   * @param json at the prices
   */
  GenAiPriceReader(JsonParser json, Map<String, TableField> fields, TableEntry entry) {
    this.json = json;
    this.fields = fields;
    this.entry = entry;
  }

  void read() throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      NamedRates rates = new NamedRates();
      readPrices(rates);
      entry.rates.add(rates);
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (entry.rates.size() == PriceBuilder.MAX_PERIODS) {
        throw new IllegalArgumentException("more than " + PriceBuilder.MAX_PERIODS + " periods");
      }
      NamedRates rates = new NamedRates();
      JsonValues.require(json, JsonToken.START_OBJECT, "prices");
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String key = json.currentName();
        json.nextToken();
        if (key.equals("prices")) {
          readPrices(rates);
        } else if (key.equals("constraint") && json.currentToken() != JsonToken.VALUE_NULL) {
          readConstraint(rates);
        } else {
          json.skipChildren();
        }
      }
      entry.rates.add(rates);
    }
  }

  private void readConstraint(NamedRates rates) throws IOException {
    JsonValues.require(json, JsonToken.START_OBJECT, "constraint");
    String date = null;
    String start = null;
    String end = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      if (key.equals("start_date")) {
        date = JsonValues.text(json, key);
      } else if (key.equals("start_time")) {
        start = JsonValues.text(json, key);
      } else if (key.equals("end_time")) {
        end = JsonValues.text(json, key);
      } else {
        throw new IllegalArgumentException("constraint: no such key: " + JsonValues.shown(key));
      }
    }
    rates.when = date + " " + start + " " + end;
    rates.period = period(date, start, end);
  }

  private static Period period(
      @Nullable String date, @Nullable String start, @Nullable String end) {
    try {
      Period period =
          date == null ? Period.ALWAYS : Period.fromDay(LocalDate.parse(date).toEpochDay());
      if (start != null && end != null) {
        return period.daily(second(start), second(end));
      }
      if (date != null && start == null && end == null) {
        return period;
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("constraint: no date or time in UTC", e);
    }
    throw new IllegalArgumentException("constraint: neither start_date nor both times");
  }

  /** Of the day in UTC; a time without a zone is one in UTC. */
  private static int second(String time) {
    TemporalAccessor parsed = DateTimeFormatter.ISO_TIME.parse(time);
    boolean isUtc =
        !parsed.isSupported(ChronoField.OFFSET_SECONDS)
            || ZoneOffset.from(parsed).equals(ZoneOffset.UTC);
    if (!isUtc) {
      throw new DateTimeException(time);
    }
    return LocalTime.from(parsed).toSecondOfDay();
  }

  private void readPrices(NamedRates rates) throws IOException {
    JsonValues.require(json, JsonToken.START_OBJECT, "prices");
    boolean hasPrices = false;
    List<String> seen = new ArrayList<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      if (json.currentToken() == JsonToken.VALUE_NULL) {
        continue;
      }
      if (seen.contains(key) || seen.size() == MAX_KEYS) {
        throw new IllegalArgumentException(JsonValues.shown(key) + " is there twice");
      }
      seen.add(key);
      hasPrices = true;
      TableField field = fields.getOrDefault(key, TableField.UNKNOWN);
      if (field.unit != null) {
        entry.addUnused(JsonValues.shown(key), field.unit, field.rate);
        json.skipChildren();
      } else if (field.rate != null) {
        readPrice(key, field, field.rate, rates);
      }
    }
    if (!hasPrices) {
      // genai-prices calls a model without any price a free one.
      rates.add(new NamedRates.Named(Rate.INPUT, null, 0, BigDecimal.ZERO, false));
      rates.add(new NamedRates.Named(Rate.OUTPUT, null, 0, BigDecimal.ZERO, false));
    }
    rates.repeatAboveSizes();
  }

  private void readPrice(String key, TableField field, Rate rate, NamedRates rates)
      throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      BigDecimal usd = JsonValues.price(json, key, rate, field.power);
      rates.add(new NamedRates.Named(rate, null, 0, usd, field.isSecond));
      return;
    }
    boolean hasBase = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String part = json.currentName();
      json.nextToken();
      if (part.equals("base")) {
        hasBase = true;
        BigDecimal usd = JsonValues.price(json, key, rate, field.power);
        rates.add(new NamedRates.Named(rate, null, 0, usd, field.isSecond));
      } else if (part.equals("tiers")) {
        readTiers(key, field, rate, rates);
      } else {
        throw new IllegalArgumentException(key + ": no such key: " + JsonValues.shown(part));
      }
    }
    if (!hasBase) {
      throw new IllegalArgumentException(key + ": base is missing");
    }
  }

  private void readTiers(String key, TableField field, Rate rate, NamedRates rates)
      throws IOException {
    JsonValues.require(json, JsonToken.START_ARRAY, key + ".tiers");
    for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
      JsonValues.require(json, JsonToken.START_OBJECT, key + ".tiers[" + i + "]");
      long start = -1;
      BigDecimal usd = null;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String part = json.currentName();
        json.nextToken();
        if (part.equals("start")) {
          start = JsonValues.tokens(json, key + ".start");
        } else if (part.equals("price")) {
          usd = JsonValues.price(json, key, rate, field.power);
        } else {
          throw new IllegalArgumentException(key + ": no such key: " + JsonValues.shown(part));
        }
      }
      if (start <= 0 || usd == null || i == MAX_TIERS) {
        throw new IllegalArgumentException(key + ".tiers: no start above 0, no price, or too many");
      }
      rates.add(new NamedRates.Named(rate, null, start, usd, field.isSecond));
    }
  }
}
