package ai.holysheep.agent.usage;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The usage of a response, from the parsed trees of its documents, to check {@link UsageCounts} and
 * {@link UsageRule} against a second implementation. It shares no code with them, and does not know
 * {@code paths.txt}.
 */
final class TreeUsage {
  private static final long MAX = 1_000_000_000_000L;
  private static final String ROLES =
      """
      prompt: usage.prompt_tokens
      input: usage.input_tokens usage.inputTokens
      output: usage.completion_tokens usage.output_tokens usage.outputTokens
      total: usage.total_tokens usage.totalTokens usageMetadata.totalTokenCount
      cached: usage.prompt_tokens_details.cached_tokens usage.input_tokens_details.cached_tokens
      cached: usage.prompt_cache_hit_tokens usage.cached_tokens usage.num_cached_tokens
      cached: usageMetadata.cachedContentTokenCount
      written: usage.prompt_tokens_details.cache_write_tokens
      written: usage.input_tokens_details.cache_write_tokens
      read: usage.cache_read_input_tokens usage.cacheReadInputTokens
      created: usage.cache_creation_input_tokens usage.cacheWriteInputTokens
      created5m: usage.cache_creation.ephemeral_5m_input_tokens
      created1h: usage.cache_creation.ephemeral_1h_input_tokens
      reasoning: usage.completion_tokens_details.reasoning_tokens
      beside: usage.reasoning_tokens
      reasoning: usage.output_tokens_details.reasoning_tokens
      reasoning: usage.output_tokens_details.thinking_tokens
      audioIn: usage.prompt_tokens_details.audio_tokens usage.input_tokens_details.audio_tokens
      audioIn: usageMetadata.promptTokensDetails.AUDIO
      cachedText: usageMetadata.cacheTokensDetails.TEXT
      cachedVideo: usageMetadata.cacheTokensDetails.VIDEO
      cachedAudio: usageMetadata.cacheTokensDetails.AUDIO
      cachedImage: usageMetadata.cacheTokensDetails.IMAGE
      audioOut: usage.completion_tokens_details.audio_tokens
      audioOut: usageMetadata.candidatesTokensDetails.AUDIO
      imageIn: usage.input_tokens_details.image_tokens usageMetadata.promptTokensDetails.IMAGE
      imageOut: usageMetadata.candidatesTokensDetails.IMAGE
      geminiPrompt: usageMetadata.promptTokenCount
      tools: usageMetadata.toolUsePromptTokenCount
      candidates: usageMetadata.candidatesTokenCount
      thoughts: usageMetadata.thoughtsTokenCount
      """;
  private static final Map<String, String> ROLE_OF_PATH = new HashMap<>();
  private static final List<String> PLACES =
      List.of("", "response", "message", "x_groq", "result", "delta");

  static {
    for (String line : ROLES.split("\n")) {
      String[] words = line.split(":? +");
      for (int i = 1; i < words.length; i++) {
        ROLE_OF_PATH.put(words[i], words[0]);
      }
    }
  }

  private final Map<String, Long> counts = new HashMap<>();
  private List<TreeIteration> iterations = List.of();

  void document(JsonNode root) {
    Map<String, Long> found = new HashMap<>();
    for (String place : PLACES) {
      usages(place.isEmpty() ? root : root.path(place), found);
    }
    root.path("choices").forEach(choice -> usages(choice, found));
    found.forEach(
        (path, count) -> {
          if (count > 0 || !counts.containsKey(path)) {
            counts.put(path, count);
          }
        });
  }

  private void usages(JsonNode parent, Map<String, Long> found) {
    find("usage", parent.path("usage"), found);
    find("usageMetadata", parent.path("usageMetadata"), found);
    List<TreeIteration> elements = new ArrayList<>();
    for (JsonNode element : parent.path("usage").path("iterations")) {
      if (element.isObject()) {
        TreeUsage usage = new TreeUsage();
        usage.find("usage", element, usage.counts);
        elements.add(
            new TreeIteration(
                element.path("type").asText(""), element.path("model").asText(""), usage));
      }
    }
    iterations = elements.isEmpty() ? iterations : elements;
  }

  private void find(String path, JsonNode node, Map<String, Long> found) {
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        find(path + "." + entry.getKey(), entry.getValue(), found);
      }
    } else if (node.isArray() && path.endsWith("TokensDetails")) {
      Map<String, Long> sums = new HashMap<>();
      for (JsonNode element : node) {
        long count = count(element.path("tokenCount"));
        String modality = element.path("modality").asText().toUpperCase(Locale.ROOT);
        if (count >= 0) {
          sums.merge(path + "." + modality, count, (a, b) -> Math.min(MAX, a + b));
        }
      }
      sums.forEach((key, sum) -> put(key, sum, found));
    } else {
      put(path, count(node), found);
    }
  }

  private static void put(String path, long count, Map<String, Long> found) {
    if (count >= 0 && count <= MAX && ROLE_OF_PATH.containsKey(path)) {
      found.merge(path, count, Math::max);
    }
  }

  private static long count(JsonNode number) {
    if (!number.isNumber() || number.decimalValue().stripTrailingZeros().scale() > 0) {
      return -1;
    }
    long value = number.decimalValue().longValueExact();
    return value < 0 || value > MAX ? -1 : value;
  }

  /** Input, output, and then the details in the order of {@link TokenDetail}. */
  long[] result(String answeringModel) {
    long[] result = ofCounts();
    long[] main = null;
    for (TreeIteration iteration : iterations) {
      if (iteration.isOwn(iterations, answeringModel)) {
        long[] counts = iteration.usage().ofCounts();
        main = main == null ? counts : sums(main, counts);
      }
    }
    for (int i = 0; main != null && i < result.length; i++) {
      result[i] = main[i] > 0 || result[i] < 0 ? main[i] : result[i];
    }
    for (TokenDetail detail : TokenDetail.values()) {
      boolean ofOutput = detail.label().contains("output");
      int i = detail.ordinal() + 2;
      result[i] = within(result[ofOutput ? 1 : 0], result[i]);
    }
    return result;
  }

  /** The sum of the input of all models but this one, for a comparison. */
  Map<String, Long> furtherInputs(String answeringModel) {
    Map<String, long[]> sums = new HashMap<>();
    for (TreeIteration iteration : iterations) {
      if (!iteration.isOwn(iterations, answeringModel)) {
        sums.merge(iteration.model(), iteration.usage().ofCounts(), TreeUsage::sums);
      }
    }
    Map<String, Long> inputs = new HashMap<>();
    sums.forEach((model, sum) -> inputs.put(model, sum[0]));
    return inputs;
  }

  private static long[] sums(long[] one, long[] other) {
    long[] sums = new long[one.length];
    for (int i = 0; i < sums.length; i++) {
      boolean both = one[i] >= 0 && other[i] >= 0;
      long sum = both ? one[i] + other[i] : Math.max(one[i], other[i]);
      sums[i] = both ? Math.min(MAX, sum) : sum;
    }
    return sums;
  }

  private long of(String role) {
    return counts.entrySet().stream()
        .filter(entry -> ROLE_OF_PATH.get(entry.getKey()).equals(role))
        .mapToLong(Map.Entry::getValue)
        .max()
        .orElse(-1);
  }

  private long[] ofCounts() {
    long created = Math.max(of("created"), plus(of("created5m"), of("created1h")));
    long modalities = plus(of("cachedText"), of("cachedVideo"));
    modalities = plus(plus(modalities, of("cachedAudio")), of("cachedImage"));
    long cached = Math.max(Math.max(of("cached"), of("read")), modalities);
    long written = Math.max(of("written"), created);
    long reasoning = Math.max(of("reasoning"), Math.max(of("beside"), of("thoughts")));
    long[] both = new TreePlacement(this::of, cached, written, created, reasoning).inputAndOutput();
    return new long[] {
      both[0],
      both[1],
      within(both[0], cached),
      within(both[0], written),
      within(both[1], reasoning),
      within(both[0], of("audioIn")),
      within(both[1], of("audioOut")),
      within(both[0], of("created5m")),
      within(both[0], of("created1h")),
      within(both[0], of("imageIn")),
      within(both[1], of("imageOut")),
      within(both[0], within(of("audioIn"), of("cachedAudio"))),
      within(both[0], within(of("imageIn"), of("cachedImage")))
    };
  }

  private static long within(long whole, long part) {
    return whole < 0 ? part : Math.min(whole, part);
  }

  static long plus(long one, long other) {
    return one < 0 ? other : other < 0 ? one : one + other;
  }
}
