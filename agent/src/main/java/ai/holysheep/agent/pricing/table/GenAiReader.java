package ai.holysheep.agent.pricing.table;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tables of pydantic's genai-prices, {@code data.json} of both versions: an array of
 * providers with their models. A tier's price is for the whole call, if the prompt has more input
 * tokens than its start (genai-prices, {@code calc_unit_price}).
 */
final class GenAiReader {
  private static final int MAX_PROVIDERS = 1000;

  /** All rules together: a new name is compared on a thread of the application. 2026: 5,400. */
  private static final int MAX_WORK = 30_000;

  private final JsonParser json;
  private final Sink sink;
  private final Map<String, TableField> fields = TableField.load("genai-prices-keys.txt");
  private int work;
  private GenAiProvider provider = new GenAiProvider();
  private TableEntry entry = new TableEntry("");

  /** Gets what is read, in the table's order. */
  interface Sink {
    /** Throws if the table has too many entries. */
    void add(TableEntry entry, @Nullable NameRule match) throws IOException;

    /** After the provider's models. */
    void add(GenAiProvider provider);
  }

  /**
   * @param json at the start of the array
   */
  GenAiReader(JsonParser json, Sink sink) {
    this.json = json;
    this.sink = sink;
  }

  void read() throws IOException {
    JsonStreamContext file = json.getParsingContext();
    for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
      if (i == MAX_PROVIDERS) {
        throw new IOException("more than " + MAX_PROVIDERS + " providers");
      }
      provider = new GenAiProvider();
      try {
        readProvider();
      } catch (IllegalArgumentException e) {
        TableEntry broken = new TableEntry(provider.id.isEmpty() ? "[" + i + "]" : provider.id);
        broken.fail(String.valueOf(e.getMessage()));
        sink.add(broken, null);
        JsonValues.skipTo(json, file);
      }
      sink.add(provider);
    }
  }

  private void readProvider() throws IOException {
    JsonValues.require(json, JsonToken.START_OBJECT, "");
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      if (json.currentToken() == JsonToken.VALUE_NULL) {
        continue;
      }
      switch (key) {
        case "id":
          provider.id = JsonValues.text(json, key).toLowerCase(Locale.ROOT);
          break;
        case "model_match":
          provider.modelMatch = readRule();
          break;
        case "provider_match":
          provider.providerMatch = readRule();
          break;
        case "fallback_model_providers":
          provider.fallbacks = JsonValues.texts(json, key);
          break;
        case "models":
          readModels();
          break;
        default:
          json.skipChildren();
      }
    }
  }

  private NameRule readRule() throws IOException {
    NameRule rule = RuleReader.read(json);
    if (work + rule.work() > MAX_WORK) {
      throw new IllegalArgumentException("match: the rules before it are too many or too long");
    }
    work += rule.work();
    return rule;
  }

  private void readModels() throws IOException {
    JsonValues.require(json, JsonToken.START_ARRAY, "models");
    JsonStreamContext models = json.getParsingContext();
    for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
      entry = new TableEntry("models[" + i + "]");
      NameRule match = null;
      try {
        match = readModel();
      } catch (IllegalArgumentException e) {
        entry.fail(String.valueOf(e.getMessage()));
        JsonValues.skipTo(json, models);
      }
      entry.group = provider.id;
      entry.provider = provider.id;
      sink.add(entry, match);
    }
  }

  /** Several providers have models of one name. */
  private String prefix() {
    return provider.id.isEmpty() ? "" : provider.id + '/';
  }

  private NameRule readModel() throws IOException {
    JsonValues.require(json, JsonToken.START_OBJECT, "");
    NameRule match = null;
    boolean hasPrices = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      if (key.equals("id") && !hasPrices) {
        entry = new TableEntry(prefix() + JsonValues.text(json, key));
      } else if (key.equals("match")) {
        match = readRule();
      } else if (key.equals("prices")) {
        hasPrices = true;
        new GenAiPriceReader(json, fields, entry).read();
      } else {
        json.skipChildren();
      }
    }
    if (match == null || !hasPrices) {
      throw new IllegalArgumentException((hasPrices ? "match" : "prices") + " is missing");
    }
    return match;
  }
}
