package ai.holysheep.agent.pricing.table;

import ai.holysheep.agent.pricing.Rate;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads LiteLLM's {@code model_prices_and_context_window.json}: an object with an entry for each
 * model of each provider. Prices are in USD for one token.
 *
 * <p>Its prices for a larger prompt are for the whole call, if the prompt has more input tokens
 * than the field or the range says (LiteLLM, {@code llm_cost_calc}).
 */
final class LiteLlmReader {
  /** It shows which fields there are. */
  private static final String SAMPLE = "sample_spec";

  /** A prompt that has exactly the size has this provider's price above it (LiteLLM, likewise). */
  private static final String INCLUSIVE = "xai";

  private static final String SEARCH = "search_context_cost_per_query";
  private static final String RESULTS = "results of a search";
  private static final String STEPS = "-steps/";
  private static final String PIXEL = "input_cost_per_pixel";
  private static final int MAX_RANGES = 32;

  private final JsonParser json;
  private final TableSink sink;
  private final LiteLlmField.Finder fields = new LiteLlmField.Finder();
  private TableEntry entry = new TableEntry("");
  private NamedRates rates = new NamedRates();

  /** The fields that the entry has had. */
  private final Set<String> seen = new HashSet<>();

  /** The prices of fields whose meaning depends on the mode, which can come after them. */
  private final Map<String, BigDecimal> byMode = new LinkedHashMap<>();

  private boolean isLiteLlm;

  /**
   * @param json at the name of the first entry
   */
  LiteLlmReader(JsonParser json, TableSink sink) {
    this.json = json;
    this.sink = sink;
  }

  /** Returns whether any entry was one of LiteLLM. */
  boolean read() throws IOException {
    JsonStreamContext file = json.getParsingContext();
    for (JsonToken token = json.currentToken();
        token == JsonToken.FIELD_NAME;
        token = json.nextToken()) {
      String name = json.currentName();
      json.nextToken();
      if (name.equals(SAMPLE)) {
        json.skipChildren();
        continue;
      }
      entry = new TableEntry(name);
      rates = new NamedRates();
      seen.clear();
      byMode.clear();
      try {
        readEntry();
        addByMode();
        if (!rates.all.isEmpty()) {
          entry.rates.add(entry.provider.equals(INCLUSIVE) ? rates.withInclusiveSizes() : rates);
        }
      } catch (IllegalArgumentException e) {
        entry.fail(String.valueOf(e.getMessage()));
        JsonValues.skipTo(json, file);
      }
      sink.add(entry);
    }
    return isLiteLlm;
  }

  private void readEntry() throws IOException {
    JsonValues.require(json, JsonToken.START_OBJECT, "");
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      if (field.equals("litellm_provider")) {
        isLiteLlm = true;
        entry.provider = JsonValues.text(json, field).toLowerCase(Locale.ROOT);
      } else if (field.equals("mode")) {
        entry.group = JsonValues.text(json, field);
      } else if (field.equals("tiered_pricing")) {
        readRanges();
      } else if (field.equals(SEARCH)) {
        readSearch();
      } else {
        readField(field, 0);
      }
    }
  }

  /**
   * @param range the number of the range that the field is in; 0 for none
   */
  private void readField(String name, int range) throws IOException {
    LiteLlmField field = fields.find(name);
    if (field == null || json.currentToken() == JsonToken.VALUE_NULL) {
      json.skipChildren();
      return;
    }
    isLiteLlm = true;
    if (!seen.add(range == 0 ? name : name + ' ' + range)) {
      throw new IllegalArgumentException(name + " is there twice");
    }
    TableField meaning = field.meaning;
    if (field.isByMode() && range == 0) {
      byMode.put(name, JsonValues.price(json, name, Rate.REQUEST, 0));
    } else if (meaning.unit != null) {
      if (!isZero()) {
        entry.addUnused(name, meaning.unit, meaning.rate);
      }
      json.skipChildren();
    } else if (meaning.rate != null) {
      BigDecimal usd = JsonValues.price(json, name, meaning.rate, 0);
      rates.add(
          new NamedRates.Named(
              meaning.rate, field.serviceTier, field.above, usd, meaning.isSecond));
    }
  }

  private void addByMode() {
    for (Map.Entry<String, BigDecimal> price : byMode.entrySet()) {
      LiteLlmField field = fields.find(price.getKey());
      if (field == null || price.getValue().signum() == 0) {
        continue;
      }
      TableField meaning = field.in(entry.group).meaning;
      if (meaning.unit != null) {
        entry.addUnused(price.getKey(), meaning.unit, meaning.rate);
      } else if (meaning.rate != null) {
        rates.add(
            new NamedRates.Named(
                meaning.rate, field.serviceTier, field.above, price.getValue(), meaning.isSecond));
      }
    }
    addPixels();
    if (rates.has(Rate.IMAGE) && !rates.isOutputPriced() && ImageSize.isIn(entry.name)) {
      entry.isOfImageForm = !entry.name.contains(STEPS);
      if (!entry.isOfImageForm) {
        rates.all.clear();
        entry.leaveOut("it is for a number of steps, which the agent does not read");
      }
    }
  }

  /** An entry for images of one size can have the price of a pixel instead of an image's. */
  private void addPixels() {
    BigDecimal usd = byMode.getOrDefault(PIXEL, BigDecimal.ZERO);
    long pixels = ImageSize.pixels(entry.name);
    boolean isPriced = usd.signum() > 0 && pixels > 0;
    if (isPriced && entry.group.equals("image_generation") && !rates.has(Rate.IMAGE)) {
      BigDecimal image = usd.multiply(BigDecimal.valueOf(pixels));
      rates.add(new NamedRates.Named(Rate.IMAGE, null, 0, image, false));
    }
  }

  private boolean isZero() throws IOException {
    if (!json.currentToken().isNumeric()) {
      return false;
    }
    BigDecimal number = Rate.parse(json.getText(), 0);
    return number != null && number.signum() == 0;
  }

  /** Prices for prompts of more tokens than where a range begins. */
  private void readRanges() throws IOException {
    JsonValues.require(json, JsonToken.START_ARRAY, "tiered_pricing");
    NamedRates all = rates;
    boolean hasFirst = false;
    boolean isByResults = false;
    for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
      JsonValues.require(json, JsonToken.START_OBJECT, "tiered_pricing[" + i + "]");
      if (i == MAX_RANGES) {
        throw new IllegalArgumentException("tiered_pricing: more than " + MAX_RANGES + " ranges");
      }
      rates = new NamedRates();
      long start = readRange(i + 1);
      hasFirst |= start == 0;
      isByResults |= start < 0;
      for (NamedRates.Named named : rates.all) {
        if (start >= 0) {
          all.add(named.above(start));
        }
      }
    }
    rates = all;
    if (isByResults) {
      entry.addUnused("tiered_pricing", RESULTS, null);
    } else if (!hasFirst) {
      throw new IllegalArgumentException("tiered_pricing: no range begins at 0");
    }
  }

  /** Returns where the range begins; -1 if it is one of results, and not of tokens. */
  private long readRange(int number) throws IOException {
    long start = -1;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      if (field.equals("range")) {
        JsonValues.require(json, JsonToken.START_ARRAY, "range");
        JsonStreamContext range = json.getParsingContext().getParent();
        json.nextToken();
        start = JsonValues.tokens(json, "range");
        JsonValues.skipTo(json, range);
      } else {
        readField(field, number);
      }
    }
    return start;
  }

  /** How much a search has read is asked for in the request, and no answer says it. */
  private void readSearch() throws IOException {
    JsonValues.require(json, JsonToken.START_OBJECT, SEARCH);
    BigDecimal medium = null;
    boolean isSame = true;
    BigDecimal last = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      BigDecimal usd = JsonValues.price(json, SEARCH, Rate.WEB_SEARCH, 0);
      isSame &= last == null || last.compareTo(usd) == 0;
      last = usd;
      medium = field.equals("search_context_size_medium") || medium == null ? usd : medium;
    }
    if (medium != null) {
      rates.add(new NamedRates.Named(Rate.WEB_SEARCH, null, 0, medium, false));
      rates.isMediumSearch = !isSame;
    }
  }
}
