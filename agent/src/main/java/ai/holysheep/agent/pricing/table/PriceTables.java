package ai.holysheep.agent.pricing.table;

import ai.holysheep.agent.pricing.EntryNames;
import ai.holysheep.agent.pricing.Price;
import ai.holysheep.agent.pricing.PriceFile;
import ai.holysheep.agent.pricing.PriceTable;
import ai.holysheep.agent.pricing.Refusals;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a price file: our own format, LiteLLM's table, or genai-prices' table. The file is read
 * piece by piece, and nothing of it is kept except prices and names. This package alone uses
 * Jackson, so a JVM without a price file loads no class of it.
 */
public final class PriceTables {
  private static final StreamReadConstraints LIMITS =
      StreamReadConstraints.builder()
          .maxNestingDepth(64)
          .maxNameLength(1 << 15)
          .maxStringLength(1 << 16)
          .maxNumberLength(256)
          .build();

  public final PriceTable table;

  /** The entries that cannot be read. */
  public final Refusals refusals;

  /** How people call the format. */
  public final String format;

  private final int used;
  private final int unused;

  private PriceTables(PriceTable table, Refusals refusals, String format, int used, int unused) {
    this.table = table;
    this.refusals = refusals;
    this.format = format;
    this.used = used;
    this.unused = unused;
  }

  /** The prices that are known without a file. */
  public static PriceTables builtIn() {
    return new PriceTables(PriceTable.builtIn(), new Refusals(), "built-in", 0, 0);
  }

  /** For the log. */
  public String summary() {
    return "read the prices of "
        + used
        + " models"
        + (unused == 0 ? "" : " (and " + unused + " that have no price for what answers count)");
  }

  /**
   * Reads a whole file.
   *
   * @param in the file; it is not closed
   * @param base has the prices of all other models
   * @param audit gets what became of each entry; {@code null} if nobody asks
   * @throws IOException with a message that says what is wrong with the file
   */
  public static PriceTables read(InputStream in, PriceTable base, @Nullable TableAudit audit)
      throws IOException {
    // The names of a hostile file would stay in the JVM's table of texts.
    JsonFactory factory =
        JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(LIMITS)
            .build();
    try (JsonParser json = factory.createParser(in)) {
      return read(json, base, audit);
    } catch (JsonProcessingException e) {
      JsonLocation place = e.getLocation();
      // Jackson adds the method that sets a limit.
      String reason = e.getOriginalMessage().replaceAll(", from `[^`]*`", "");
      throw new IOException(
          "not valid JSON"
              + (place == null ? "" : " at line " + place.getLineNr())
              + ": "
              + reason);
    }
  }

  private static PriceTables read(JsonParser json, PriceTable base, @Nullable TableAudit audit)
      throws IOException {
    PriceTables read;
    JsonToken first = json.nextToken();
    if (first == JsonToken.START_ARRAY) {
      read = genAi(json, base, audit);
    } else if (first != JsonToken.START_OBJECT) {
      throw new IOException("the file is not a JSON object");
    } else if (json.nextToken() != JsonToken.FIELD_NAME
        || PriceFileParser.isKey(json.currentName())) {
      read = own(json, base, audit);
    } else {
      read = liteLlm(json, base, audit);
    }
    if (json.nextToken() != null) {
      throw new IOException("there is more after the end of the JSON value");
    }
    return read;
  }

  private static PriceTables own(JsonParser json, PriceTable base, @Nullable TableAudit audit)
      throws IOException {
    Refusals refusals = audit == null ? new Refusals() : Refusals.unlimited();
    PriceFile file = PriceFileParser.parse(json, refusals);
    PriceTable table = base.plus(file);
    if (audit != null) {
      for (Price price : file.prices) {
        audit.add("", price.name, TableEntry.Use.WHOLE, "");
      }
      audit.addRefusals(file.refusals);
    }
    return new PriceTables(table, file.refusals, "our own format", file.prices.size(), 0);
  }

  private static PriceTables liteLlm(JsonParser json, PriceTable base, @Nullable TableAudit audit)
      throws IOException {
    String firstKey = json.currentName();
    json.disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
    EntryNames names = EntryNames.ofProviders(base.names());
    EntryCollector entries = new EntryCollector(audit);
    LiteLlmReader reader =
        new LiteLlmReader(json, entry -> entries.take(entry, price -> add(names, price, entry)));
    if (!reader.read()) {
      throw PriceFileParser.unknownKey(firstKey);
    }
    return of(base.with(names), entries, "LiteLLM's table");
  }

  private static void add(EntryNames names, Price price, TableEntry entry) {
    if (entry.isOfImageForm) {
      names.addExact(price);
    } else {
      names.add(price, entry.provider);
    }
  }

  private static PriceTables genAi(JsonParser json, PriceTable base, @Nullable TableAudit audit)
      throws IOException {
    json.disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
    GenAiNames names = new GenAiNames(base.names());
    EntryCollector entries = new EntryCollector(audit);
    new GenAiReader(json, new GenAiTable(names, entries)).read();
    return of(base.with(names), entries, "genai-prices' table");
  }

  private static PriceTables of(PriceTable table, EntryCollector entries, String format)
      throws IOException {
    if (entries.used == 0) {
      throw new IOException("no entry has a price that the agent can use");
    }
    return new PriceTables(table, entries.refusals, format, entries.used, entries.unused);
  }

  /** Gets the entries of genai-prices. */
  private static final class GenAiTable implements GenAiReader.Sink {
    private final GenAiNames names;
    private final EntryCollector entries;

    GenAiTable(GenAiNames names, EntryCollector entries) {
      this.names = names;
      this.entries = entries;
    }

    @Override
    public void add(TableEntry entry, @Nullable NameRule match) throws IOException {
      entries.take(
          entry,
          price -> {
            if (match != null) {
              names.add(new GenAiProvider.Model(match, price));
            }
          });
    }

    @Override
    public void add(GenAiProvider provider) {
      names.add(provider);
    }
  }
}
