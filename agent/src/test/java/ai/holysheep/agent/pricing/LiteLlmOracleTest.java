package ai.holysheep.agent.pricing;

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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Compares costs with a second way to compute them: straight from the fields of LiteLLM's table, by
 * their names, in decimals. It shares no code with the agent's own way.
 *
 * <p>{@code -Dtables=FOLDER} does the same with a whole {@code litellm.json} of that folder.
 */
class LiteLlmOracleTest {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final String[] SERVICE_TIERS = {"default", "flex", "priority", "batch"};

  private final Set<String> models = new HashSet<>();
  private final Set<String> rules = new HashSet<>();
  private final List<String> differences = new ArrayList<>();
  private int usages;

  @Test
  void aSmallTableCostsWhatItsFieldsSay() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("litellm-small.json")) {
      compare(in.readAllBytes());
    }
    assertThat(differences).isEmpty();
    assertThat(models).hasSize(14);
    assertThat(rules)
        .contains(
            "at_threshold",
            "no_price_above",
            "tier_times_service_tier",
            "no_service_tier_price",
            "standard_price_of_kind",
            "write_1h_twice_input",
            "search_of_medium_size",
            "no_price");
  }

  @Test
  @Tag("tables")
  void theWholeTableCostsWhatItsFieldsSay() throws IOException {
    compare(Files.readAllBytes(Path.of(System.getProperty("tables"), "litellm.json")));
    System.out.println(usages + " usages of " + models.size() + " models");
    assertThat(differences).isEmpty();
    assertThat(models).hasSizeGreaterThan(40);
  }

  private void compare(byte[] json) throws IOException {
    PriceTable table =
        PriceTables.read(new ByteArrayInputStream(json), PriceTable.builtIn(), null).table;
    JsonNode entries = JSON.readTree(json);
    for (Map.Entry<String, JsonNode> entry : entries.properties()) {
      if (entry.getKey().equals("sample_spec") || !hasTokenPrice(entry.getValue())) {
        continue;
      }
      for (String tier : SERVICE_TIERS) {
        for (long prompt : prompts(entry.getValue())) {
          for (int shape = 0; shape < OracleUsage.SHAPES; shape++) {
            compare(
                table, entry.getKey(), entry.getValue(), new OracleUsage(prompt, shape, tier, 0));
          }
        }
      }
    }
  }

  private static boolean hasTokenPrice(JsonNode entry) {
    return entry.has("input_cost_per_token")
        || entry.has("tiered_pricing")
            && entry.at("/tiered_pricing/0/input_cost_per_token").isNumber();
  }

  /** A small one, and those around each threshold. */
  private static Set<Long> prompts(JsonNode entry) {
    Set<Long> prompts = new HashSet<>();
    prompts.add(1009L);
    for (Map.Entry<String, JsonNode> field : entry.properties()) {
      String name = field.getKey();
      int above = name.lastIndexOf("_above_");
      int end = name.indexOf("k_tokens", Math.max(above, 0));
      if (name.startsWith("input_cost_per_token_above") && end > 0) {
        addAround(1000 * Long.parseLong(name.substring(above + 7, end)), prompts);
      }
    }
    for (JsonNode range : entry.path("tiered_pricing")) {
      if (range.at("/range/0").asLong() > 0) {
        addAround(range.at("/range/0").asLong(), prompts);
      }
    }
    return prompts;
  }

  private static void addAround(long threshold, Set<Long> prompts) {
    prompts.add(threshold - 1);
    prompts.add(threshold);
    prompts.add(threshold + 1);
  }

  private void compare(PriceTable table, String model, JsonNode entry, OracleUsage usage) {
    Cost cost = table.cost(model, usage.consumption());
    if (cost == null || !cost.pricedAs.equals(model)) {
      // Names are matched in their own way, which is not what is tested here.
      return;
    }
    models.add(model);
    usages++;
    if (cost.rules != null) {
      rules.addAll(List.of(cost.rules.split(";")));
    }
    BigDecimal expected = new Fields(entry, usage).cost().movePointRight(12);
    if (cost.total() != expected.setScale(0, RoundingMode.HALF_UP).longValueExact()) {
      differences.add(model + " " + usage + ": " + cost.total() + ", not " + expected);
    }
  }

  /** Reads an entry's fields for one call, and knows the documented rules by their names. */
  private record Fields(JsonNode entry, OracleUsage usage) {
    BigDecimal cost() {
      Map<Count, Long> used = usage.counts();
      long cached = used.getOrDefault(Count.CACHED_INPUT, 0L);
      long write = used.getOrDefault(Count.CACHE_WRITE, 0L);
      long hour = used.getOrDefault(Count.CACHE_WRITE_1H, 0L);
      long cachedAudio = used.getOrDefault(Count.CACHED_AUDIO_INPUT, 0L);
      long audio = used.getOrDefault(Count.AUDIO_INPUT, 0L) - cachedAudio;
      long cachedImage = used.getOrDefault(Count.CACHED_IMAGE_INPUT, 0L);
      long image = used.getOrDefault(Count.IMAGE_INPUT, 0L) - cachedImage;
      long audioOut = used.getOrDefault(Count.AUDIO_OUTPUT, 0L);
      long imageOut = used.getOrDefault(Count.IMAGE_OUTPUT, 0L);
      long reasoning = used.getOrDefault(Count.REASONING, 0L);
      long text = used.get(Count.INPUT) - cached - write - audio - image;
      BigDecimal input = first("input_cost_per_token", "input_cost_per_audio_token");
      BigDecimal output = first("output_cost_per_token", "output_cost_per_image_token");
      BigDecimal cacheRead =
          or(first("cache_read_input_token_cost", "input_cost_per_token_cache_hit"), input);
      BigDecimal audioIn = or(first("input_cost_per_audio_token"), input);
      BigDecimal cachedAudioIn =
          first("cache_read_input_audio_token_cost", "cache_creation_input_audio_token_cost");
      BigDecimal creation = first("cache_creation_input_token_cost");
      BigDecimal twice = creation == null ? input : input.multiply(BigDecimal.valueOf(2));
      return times(text, input)
          .add(times(cached - cachedAudio - cachedImage, cacheRead))
          .add(times(write - hour, or(creation, input)))
          .add(times(hour, or(first("cache_creation_input_token_cost_above_1hr"), twice)))
          .add(times(audio, audioIn))
          .add(times(cachedAudio, or(cachedAudioIn, hasCacheRead() ? cacheRead : audioIn)))
          .add(times(image, or(imageIn(), input)))
          .add(times(cachedImage, hasCacheRead() ? cacheRead : or(imageIn(), input)))
          .add(times(331 - reasoning - audioOut - imageOut, output))
          .add(times(reasoning, reasoning(output)))
          .add(times(audioOut, or(first("output_cost_per_audio_token"), output)))
          .add(times(imageOut, or(first("output_cost_per_image_token"), output)))
          .add(times(used.getOrDefault(Count.WEB_SEARCHES, 0L), search()))
          .add(or(first("input_cost_per_request", "input_cost_per_query"), BigDecimal.ZERO));
    }

    /** In realtime entries, OpenAI's price of a token of an image has the second name. */
    private BigDecimal imageIn() {
      BigDecimal own = first("input_cost_per_image_token");
      return own == null && entry.path("mode").asText().equals("realtime")
          ? decimal("input_cost_per_image")
          : own;
    }

    private boolean hasCacheRead() {
      return first("cache_read_input_token_cost", "input_cost_per_token_cache_hit") != null;
    }

    private BigDecimal search() {
      JsonNode sizes = entry.path("search_context_cost_per_query");
      return sizes.has("search_context_size_medium")
          ? sizes.get("search_context_size_medium").decimalValue()
          : BigDecimal.ZERO;
    }

    /** Reasoning follows the output, where only the output has a price for the tier or size. */
    private BigDecimal reasoning(BigDecimal output) {
      String field = "output_cost_per_reasoning_token";
      BigDecimal plainOutput = decimal("output_cost_per_token");
      boolean isPlain = plainOutput == null || plainOutput.compareTo(output) == 0;
      boolean isRange = entry.has("tiered_pricing");
      return isPlain || isRange ? or(first(field), output) : output;
    }

    private static BigDecimal times(long count, BigDecimal usd) {
      return count == 0 || usd == null ? BigDecimal.ZERO : usd.multiply(BigDecimal.valueOf(count));
    }

    private static BigDecimal or(BigDecimal usd, BigDecimal other) {
      return usd == null ? other : usd;
    }

    /** The first of these fields that the entry has for any calls. */
    private BigDecimal first(String... names) {
      for (String name : names) {
        BigDecimal usd = price(name);
        if (usd != null) {
          return usd;
        }
      }
      return null;
    }

    private BigDecimal price(String name) {
      String tier =
          switch (usage.tier()) {
            case "batch" -> "_batches";
            case "default" -> "";
            default -> "_" + usage.tier();
          };
      BigDecimal plain = decimal(name);
      BigDecimal inTier = tier.isEmpty() ? null : decimal(name + tier);
      String above = above(name);
      if (above == null) {
        return or(inTier, or(plain, range(name)));
      }
      BigDecimal both = tier.isEmpty() ? null : decimal(above + tier);
      BigDecimal large = decimal(above);
      if (both != null || inTier == null) {
        return or(both, or(large, plain));
      }
      return large == null || plain == null || plain.signum() == 0
          ? or(large, inTier)
          : inTier.multiply(large).divide(plain, 40, RoundingMode.HALF_UP);
    }

    /** The field's name for the highest threshold that the prompt is above of. */
    private String above(String name) {
      boolean isInclusive = entry.path("litellm_provider").asText().equals("xai");
      for (String size : new String[] {"512k", "272k", "256k", "200k", "128k"}) {
        long tokens = 1000 * Long.parseLong(size.replace("k", "")) - (isInclusive ? 1 : 0);
        String field = name + "_above_" + size + "_tokens";
        boolean isThere = entry.has(field) || entry.has(field + "_priority");
        if (isThere && usage.prompt() > tokens) {
          return field;
        }
      }
      return null;
    }

    private BigDecimal range(String name) {
      BigDecimal found = null;
      for (JsonNode range : entry.path("tiered_pricing")) {
        if (usage.prompt() > range.at("/range/0").asLong() && range.has(name)) {
          found = range.get(name).decimalValue();
        }
      }
      return found;
    }

    private BigDecimal decimal(String name) {
      return entry.path(name).isNumber() ? entry.get(name).decimalValue() : null;
    }
  }
}
