package ai.holysheep.agent.pricing;

import static java.util.Comparator.comparing;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.pricing.Consumption.Count;
import ai.holysheep.agent.pricing.table.PriceTables;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares costs with a second way to compute them: that of genai-prices itself, straight from the
 * keys of its table, in decimals. It shares no code with the agent's own way.
 *
 * <p>{@code -Dtables=FOLDER} does the same with the whole tables of both versions in that folder.
 */
class GenAiOracleTest {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private static final Map<String, Count> COUNTS =
      Map.ofEntries(
          entry("input_mtok", Count.INPUT),
          entry("output_mtok", Count.OUTPUT),
          entry("cache_read_mtok", Count.CACHED_INPUT),
          entry("cache_write_mtok", Count.CACHE_WRITE),
          entry("cache_write_1h_mtok", Count.CACHE_WRITE_1H),
          entry("output_reasoning_mtok", Count.REASONING),
          entry("input_audio_mtok", Count.AUDIO_INPUT),
          entry("output_audio_mtok", Count.AUDIO_OUTPUT),
          entry("cache_audio_read_mtok", Count.CACHED_AUDIO_INPUT),
          entry("input_image_mtok", Count.IMAGE_INPUT),
          entry("output_image_mtok", Count.IMAGE_OUTPUT),
          entry("cache_image_read_mtok", Count.CACHED_IMAGE_INPUT),
          entry("web_searches_kcount", Count.WEB_SEARCHES),
          entry("requests_kcount", Count.REQUESTS));

  /** A time at which no period of a table begins or ends. */
  private static final LocalDateTime NOON = LocalDateTime.of(2026, 11, 20, 12, 0);

  private final Set<String> models = new HashSet<>();
  private final Set<String> rules = new HashSet<>();
  private final List<String> differences = new ArrayList<>();
  private int usages;

  @Test
  void aSmallTableCostsWhatItsKeysSay() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("genai-small.json")) {
      compare(in.readAllBytes());
    }
    assertThat(differences).isEmpty();
    assertThat(models).hasSize(20);
    assertThat(usages).isEqualTo(568);
    assertThat(rules)
        .containsExactlyInAnyOrder(
            "at_threshold", "no_price_above", "write_1h_twice_input", "no_price");
  }

  @ParameterizedTest
  @ValueSource(strings = {"genai-v1.json", "genai-v2.json"})
  @Tag("tables")
  void theWholeTableCostsWhatItsKeysSay(String name) throws IOException {
    compare(Files.readAllBytes(Path.of(System.getProperty("tables"), name)));
    System.out.println(name + ": " + usages + " usages of " + models.size() + " models");
    assertThat(differences).isEmpty();
    assertThat(models).hasSizeGreaterThan(1000);
  }

  private void compare(byte[] json) throws IOException {
    PriceTable table =
        PriceTables.read(new ByteArrayInputStream(json), PriceTable.builtIn(), null).table;
    for (JsonNode provider : JSON.readTree(json)) {
      for (JsonNode model : provider.get("models")) {
        String name = provider.get("id").asText() + '/' + model.get("id").asText();
        Prices prices = Prices.of(model);
        for (LocalDateTime time : prices.times()) {
          long millis = time.toInstant(ZoneOffset.UTC).toEpochMilli();
          for (long prompt : prices.prompts()) {
            for (int shape = 0; shape < OracleUsage.SHAPES; shape++) {
              OracleUsage usage = new OracleUsage(prompt, shape, "default", millis);
              compare(table, name, usage, cost(prices.at(time), usage));
            }
          }
        }
      }
    }
  }

  private void compare(PriceTable table, String model, OracleUsage usage, BigDecimal expected) {
    Cost cost = table.cost(model, usage.consumption());
    if (cost != null && !cost.pricedAs.equals(model)) {
      // Names are matched in their own way, which is not what is tested here.
      return;
    }
    models.add(model);
    usages++;
    if (cost != null && cost.rules != null) {
      rules.addAll(List.of(cost.rules.split(";")));
    }
    BigDecimal exact = expected.movePointRight(12);
    Long total = cost == null ? null : cost.total();
    if (total == null || total != exact.setScale(0, RoundingMode.HALF_UP).longValueExact()) {
      differences.add(model + " " + usage + ": " + total + ", not " + exact);
    }
  }

  /** In USD. Each token has the price of the key with the most words that are true of it. */
  private static BigDecimal cost(JsonNode prices, OracleUsage usage) {
    Map<String, BigDecimal> usd = new HashMap<>();
    for (Map.Entry<String, JsonNode> price : prices.properties()) {
      usd.put(price.getKey(), usd(price.getValue(), usage.prompt()));
    }
    if (usd.containsKey("cache_write_mtok")) {
      // The agent's own rule write_1h_twice_input.
      BigDecimal input = usd.getOrDefault("input_mtok", BigDecimal.ZERO);
      usd.putIfAbsent("cache_write_1h_mtok", input.add(input));
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (Map.Entry<String, Long> unit : unitsWithoutOthers(usd.keySet(), usage).entrySet()) {
      int power = unit.getKey().endsWith("_mtok") ? 6 : 3;
      BigDecimal each = usd.get(unit.getKey()).movePointLeft(power);
      sum = sum.add(each.multiply(BigDecimal.valueOf(unit.getValue())));
    }
    return sum;
  }

  /** The price of the highest tier that starts below the prompt is for the whole call. */
  private static BigDecimal usd(JsonNode price, long prompt) {
    if (!price.isObject()) {
      return price.decimalValue();
    }
    BigDecimal usd = price.get("base").decimalValue();
    long highest = 0;
    for (JsonNode tier : price.get("tiers")) {
      long start = tier.get("start").asLong();
      if (start < prompt && start > highest) {
        highest = start;
        usd = tier.get("price").decimalValue();
      }
    }
    return usd;
  }

  /** By key, what it counts without what a more special key of these counts. */
  private static Map<String, Long> unitsWithoutOthers(Set<String> keys, OracleUsage usage) {
    Map<String, Long> units = new HashMap<>();
    List<String> mostSpecialFirst = new ArrayList<>(keys);
    mostSpecialFirst.sort(comparing((String key) -> words(key).size()).reversed());
    for (String key : mostSpecialFirst) {
      Count counted = COUNTS.get(key);
      long count = counted == null ? 0 : usage.counts().getOrDefault(counted, 0L);
      for (Map.Entry<String, Long> other : units.entrySet()) {
        count -= words(other.getKey()).containsAll(words(key)) ? other.getValue() : 0;
      }
      units.put(key, count);
    }
    return units;
  }

  /** What is cached is input. */
  private static Set<String> words(String key) {
    Set<String> words = new HashSet<>(List.of(key.split("_")));
    if (words.contains("cache")) {
      words.add("input");
    }
    return words;
  }

  /** A model's sets of prices, each with the constraint that says when it is valid. */
  private record Prices(List<JsonNode> all) {
    /** A model without constraints has its only set at the same key. */
    static Prices of(JsonNode model) {
      List<JsonNode> all = new ArrayList<>();
      JsonNode prices = model.get("prices");
      (prices.isArray() ? prices : List.of(model)).forEach(all::add);
      return new Prices(all);
    }

    /** Of the sets that are valid, the last one counts. */
    JsonNode at(LocalDateTime time) {
      JsonNode valid = all.get(0);
      for (JsonNode prices : all) {
        valid = isValid(prices.path("constraint"), time) ? prices : valid;
      }
      return valid.get("prices");
    }

    private static boolean isValid(JsonNode constraint, LocalDateTime time) {
      if (constraint.has("start_date")
          && time.isBefore(LocalDate.parse(constraint.get("start_date").asText()).atStartOfDay())) {
        return false;
      }
      return !constraint.has("start_time")
          || !time.toLocalTime().isBefore(utc(constraint.get("start_time")))
              && time.toLocalTime().isBefore(utc(constraint.get("end_time")));
    }

    private static LocalTime utc(JsonNode time) {
      return OffsetTime.parse(time.asText()).withOffsetSameInstant(ZoneOffset.UTC).toLocalTime();
    }

    /** Noon, and those around each time when other prices begin. */
    Set<LocalDateTime> times() {
      Set<LocalDateTime> edges = new HashSet<>();
      for (JsonNode prices : all) {
        JsonNode constraint = prices.path("constraint");
        for (JsonNode date : constraint.findValues("start_date")) {
          edges.add(LocalDate.parse(date.asText()).atStartOfDay());
        }
        for (String key : List.of("start_time", "end_time")) {
          for (JsonNode time : constraint.findValues(key)) {
            edges.add(NOON.with(utc(time)));
          }
        }
      }
      Set<LocalDateTime> times = new HashSet<>(edges);
      times.add(NOON);
      edges.forEach(edge -> times.add(edge.minus(1, ChronoUnit.MILLIS)));
      return times;
    }

    /** A small one, and those around each threshold. */
    Set<Long> prompts() {
      Set<Long> prompts = new HashSet<>(List.of(1009L));
      for (JsonNode prices : all) {
        for (JsonNode start : prices.get("prices").findValues("start")) {
          prompts.addAll(List.of(start.asLong() - 1, start.asLong(), start.asLong() + 1));
        }
      }
      return prompts;
    }
  }
}
