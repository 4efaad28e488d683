package ai.holysheep.agent.usage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Generates valid responses in every vendor's shape. The order of keys, white space, escapes,
 * notation of numbers, unknown fields and duplicate keys vary. Equal seeds generate equal
 * responses.
 */
final class ResponseGenerator {
  /** JSON text that is written unchanged. */
  record Raw(String json) {}

  private static final String[] TEXTS = {
    "",
    "Hello",
    "say \"usage\":{\"prompt_tokens\":7}",
    "안녕하세요 \uD83D\uDC11",
    "back\\slash \\\" /",
    "line\nbreak\ttab\u0001",
    "data: [DONE]",
    "}]},\"usage\":{"
  };
  private static final String[] ITERATION_TYPES = {
    "message", "message", "compaction", "advisor_message", "fallback_message", "new"
  };
  private static final String[] KEYS = {
    "id", "object", "usage", "prompt_tokens", "model", "x", "안"
  };

  private final Random random;

  ResponseGenerator(long seed) {
    random = new Random(seed);
  }

  boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  String text() {
    return TEXTS[random.nextInt(TEXTS.length)];
  }

  /** A count, which is sometimes {@code null} or implausible. */
  private Object count() {
    switch (random.nextInt(12)) {
      case 0:
        return chance(2) ? null : 0;
      case 1:
        return new Raw(random.nextInt(50) + ".0");
      case 2:
        return new Raw(random.nextInt(50) + "e" + random.nextInt(4));
      case 3:
        return new Raw(chance(2) ? "-5" : chance(2) ? "1.5" : "1e13");
      case 4:
        return chance(2) ? "17" : new Raw("[3]");
      case 5:
        return new Raw("1000000000000");
      default:
        return random.nextInt(1_000_000);
    }
  }

  private Map<String, Object> counts(String... names) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (String name : names) {
      if (!chance(5)) {
        map.put(name, count());
      }
    }
    return map;
  }

  private Object details(String... names) {
    return chance(6) ? null : counts(names);
  }

  private Object openAiUsage() {
    Map<String, Object> usage = counts("prompt_tokens", "completion_tokens", "total_tokens");
    usage.put(
        "prompt_tokens_details", details("cached_tokens", "audio_tokens", "cache_write_tokens"));
    usage.put("completion_tokens_details", details("reasoning_tokens", "audio_tokens"));
    if (chance(3)) {
      usage.putAll(
          counts(
              "prompt_cache_hit_tokens", "cached_tokens", "num_cached_tokens", "reasoning_tokens"));
    }
    fitTotal(usage, "total_tokens");
    return chance(4) ? usageOfBothApis(usage) : usage;
  }

  /** Makes the total the sum of some of the other counts, as all placements of parts are. */
  private void fitTotal(Map<String, Object> usage, String name) {
    int total = 0;
    for (Map.Entry<String, Object> entry : usage.entrySet()) {
      if (entry.getValue() instanceof Integer count && !entry.getKey().equals(name)) {
        total += chance(3) ? 0 : count;
      }
    }
    if (chance(2)) {
      usage.put(name, total);
    }
  }

  /** As relays send it: some names do not apply, and have nothing or a zero. */
  private Object usageOfBothApis(Map<String, Object> usage) {
    for (String name : List.of("input_tokens", "output_tokens", "cache_read_input_tokens")) {
      usage.put(name, chance(2) ? 0 : count());
    }
    usage.put("input_tokens_details", chance(2) ? null : Map.of());
    usage.put("output_tokens_details", details("reasoning_tokens"));
    return usage;
  }

  private Object responsesUsage() {
    Map<String, Object> usage = counts("input_tokens", "output_tokens", "total_tokens");
    usage.put("input_tokens_details", details("cached_tokens", "image_tokens"));
    usage.put("output_tokens_details", details("reasoning_tokens"));
    return usage;
  }

  private Object anthropicUsage() {
    Map<String, Object> usage =
        counts(
            "input_tokens",
            "output_tokens",
            "cache_read_input_tokens",
            "cache_creation_input_tokens");
    usage.put("cache_creation", creation());
    usage.put("output_tokens_details", details("thinking_tokens"));
    if (chance(3)) {
      usage.put("iterations", chance(5) ? null : iterations());
    }
    return usage;
  }

  private Object creation() {
    return details("ephemeral_5m_input_tokens", "ephemeral_1h_input_tokens");
  }

  private Object iterations() {
    List<Object> iterations = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      Map<String, Object> iteration =
          counts("input_tokens", "output_tokens", "cache_read_input_tokens");
      String type = ITERATION_TYPES[random.nextInt(ITERATION_TYPES.length)];
      iteration.put("type", chance(4) ? null : type);
      iteration.put("cache_creation", creation());
      if (chance(3)) {
        iteration.put("model", chance(2) ? "claude-opus" : chance(2) ? "gpt-4.1" : "");
      }
      iterations.add(iteration);
    }
    return iterations;
  }

  private Object geminiUsage() {
    Map<String, Object> usage =
        counts(
            "promptTokenCount",
            "candidatesTokenCount",
            "thoughtsTokenCount",
            "toolUsePromptTokenCount",
            "cachedContentTokenCount",
            "totalTokenCount");
    fitTotal(usage, "totalTokenCount");
    for (String list :
        List.of("promptTokensDetails", "candidatesTokensDetails", "cacheTokensDetails")) {
      usage.put(list, chance(3) ? null : List.of(modality(), modality(), modality()));
    }
    return usage;
  }

  private Object modality() {
    String[] modalities = {"TEXT", "AUDIO", "IMAGE", "audio", "VIDEO"};
    return map("modality", modalities[random.nextInt(modalities.length)], "tokenCount", count());
  }

  /** A response of one JSON document. */
  String json() {
    switch (random.nextInt(4)) {
      case 0:
        return write(chatCompletion());
      case 1:
        return write(
            map("object", "response", "model", model(), "error", null, "usage", responsesUsage()));
      case 2:
        return write(anthropicMessage());
      default:
        return chance(2) ? write(gemini()) : write(List.of(gemini(), gemini(), gemini()));
    }
  }

  private Object chatCompletion() {
    Map<String, Object> choice =
        map("message", map("content", text()), "finish_reason", finishReason("length"));
    Map<String, Object> chat =
        map("object", "chat.completion", "model", model(), "choices", List.of(choice));
    if (chance(4)) {
      choice.put("usage", openAiUsage());
    } else if (chance(4)) {
      chat.put(chance(2) ? "x_groq" : "result", map("usage", openAiUsage()));
    } else {
      chat.put("usage", openAiUsage());
    }
    return chat;
  }

  private Object anthropicMessage() {
    return map(
        "type",
        "message",
        "model",
        model(),
        "content",
        List.of(map("type", "text", "text", text())),
        "stop_reason",
        finishReason("max_tokens"),
        "usage",
        anthropicUsage());
  }

  private Object gemini() {
    return map(
        "modelVersion",
        "gemini-2.5",
        "candidates",
        List.of(
            map(
                "content",
                map("parts", List.of(map("text", text()))),
                "finishReason",
                finishReason("MAX_TOKENS"))),
        "usageMetadata",
        geminiUsage());
  }

  /** The data of each event of a stream. */
  List<String> events() {
    List<String> events = new ArrayList<>();
    int vendor = random.nextInt(4);
    if (vendor == 2) {
      Object message = map("model", model(), "usage", anthropicUsage());
      events.add(write(map("type", "message_start", "message", message)));
    }
    for (int i = random.nextInt(4); i >= 0; i--) {
      events.add(write(event(vendor)));
    }
    addLastEvents(vendor, events);
    return events;
  }

  private void addLastEvents(int vendor, List<String> events) {
    if (vendor == 0) {
      events.add(write(map("choices", List.of(), "usage", openAiUsage())));
      events.add("[DONE]");
    } else if (vendor == 1) {
      Object response = map("model", model(), "error", null, "usage", responsesUsage());
      events.add(write(map("type", "response.completed", "response", response)));
    } else if (vendor == 2) {
      Object delta = map("stop_reason", finishReason("max_tokens"));
      events.add(write(map("type", "message_delta", "delta", delta, "usage", anthropicUsage())));
      events.add(write(map("type", "message_stop")));
    }
  }

  private Object event(int vendor) {
    switch (vendor) {
      case 0:
        Object delta =
            chance(3)
                ? map("tool_calls", List.of(map("function", map("arguments", text()))))
                : map(chance(2) ? "content" : "reasoning_content", chance(4) ? null : text());
        return map(
            "model",
            model(),
            "choices",
            List.of(map("delta", delta, "finish_reason", finishReason("length"))),
            "usage",
            chance(3) ? openAiUsage() : null);
      case 1:
        return map("type", "response.output_text.delta", "delta", text());
      case 2:
        return map(
            "type",
            "content_block_delta",
            "delta",
            map("type", "text_delta", chance(2) ? "text" : "partial_json", text()));
      default:
        return gemini();
    }
  }

  private String model() {
    return chance(8) ? "모델-\uD83D\uDC11 \"x\"" : "gpt-4.1";
  }

  private Object finishReason(String tokenLimit) {
    return chance(3) ? tokenLimit : chance(2) ? null : "stop";
  }

  private static Map<String, Object> map(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }

  /** Has no line breaks within strings, so a stream can split the JSON at each line break. */
  String write(Object value) {
    StringBuilder out = new StringBuilder();
    value(value, out);
    return out.toString();
  }

  private void value(Object value, StringBuilder out) {
    space(out);
    if (value instanceof Map<?, ?> map) {
      object(map, out);
    } else if (value instanceof List<?> list) {
      out.append('[');
      for (int i = 0; i < list.size(); i++) {
        out.append(i == 0 ? "" : ",");
        value(list.get(i), out);
      }
      out.append(']');
    } else if (value instanceof String text) {
      string(text, out);
    } else {
      out.append(value instanceof Raw raw ? raw.json() : String.valueOf(value));
    }
    space(out);
  }

  private void object(Map<?, ?> map, StringBuilder out) {
    List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
    Collections.shuffle(entries, random);
    out.append('{');
    String comma = "";
    for (Map.Entry<?, ?> entry : entries) {
      out.append(comma);
      if (chance(6)) {
        pair("unknown " + KEYS[random.nextInt(KEYS.length)], anything(0), out);
        out.append(',');
      }
      if (chance(10) && isUsage((String) entry.getKey())) {
        // A duplicate: the last of equal keys counts.
        pair((String) entry.getKey(), chance(3) ? null : openAiUsage(), out);
        out.append(',');
      }
      pair((String) entry.getKey(), entry.getValue(), out);
      comma = ",";
    }
    space(out);
    out.append('}');
  }

  private static boolean isUsage(String key) {
    return key.startsWith("usage") || key.endsWith("_details");
  }

  private void pair(String key, Object value, StringBuilder out) {
    space(out);
    string(key, out);
    space(out);
    out.append(':');
    value(value, out);
  }

  private Object anything(int depth) {
    switch (random.nextInt(depth > 5 ? 3 : 6)) {
      case 0:
        return text();
      case 1:
        return random.nextLong();
      case 2:
        return null;
      case 3:
        return Arrays.asList(anything(depth + 1), true, anything(depth + 1));
      default:
        return map(
            KEYS[random.nextInt(KEYS.length)],
            anything(depth + 1),
            "usage",
            map("prompt_tokens", 666));
    }
  }

  private void string(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // A surrogate pair must be escaped as a whole or not at all.
      if (c < ' ' || Character.isSurrogate(c) || chance(12)) {
        escape(c, chance(2) ? "0123456789abcdef" : "0123456789ABCDEF", out);
      } else if (c == '"' || c == '\\' || c == '/' && chance(2)) {
        out.append('\\').append(c);
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  private static void escape(char c, String digits, StringBuilder out) {
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.append(digits.charAt(c >> shift & 0xF));
    }
  }

  private void space(StringBuilder out) {
    if (chance(8)) {
      out.append(chance(2) ? " " : chance(2) ? "\t" : "\n ");
    }
  }
}
