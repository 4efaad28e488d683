package ai.holysheep.agent.usage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a response from the parsed tree of the whole body, to check {@link ResponseUsageReader}
 * against a second implementation. It shares no code with the reader.
 */
final class TreeReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final boolean stream;
  private String model = "-";
  private long input = -1;
  private long output = -1;
  private long prompt = -1;
  private long completion = -1;
  private long total = -1;
  private long cacheRead = -1;
  private long written = -1;
  private long cached = -1;
  private long reasoning = -1;
  private long audioInput = -1;
  private long audioOutput = -1;
  private long candidates = -1;
  private long thoughts = -1;
  private long geminiPrompt = -1;
  private long toolUse = -1;
  private boolean hasContent;
  private boolean complete;
  private boolean truncated;

  private TreeReader(boolean stream) {
    this.stream = stream;
  }

  static ReaderResult readJson(String body) throws IOException {
    JsonNode root = JSON.readTree(body);
    TreeReader reader = new TreeReader(root.isArray());
    for (JsonNode document : root.isArray() ? root : List.of(root)) {
      reader.document(document);
    }
    reader.complete = true;
    return reader.result();
  }

  static ReaderResult readEvents(String body) throws IOException {
    TreeReader reader = new TreeReader(true);
    List<String> data = new ArrayList<>();
    for (String line : body.split("\r\n|\r|\n", -1)) {
      if (line.startsWith("data:")) {
        data.add(line.substring(5));
      } else if (line.isEmpty() && !data.isEmpty()) {
        String text = String.join("\n", data);
        data.clear();
        if (text.trim().equals("[DONE]")) {
          reader.complete = true;
        } else {
          reader.document(JSON.readTree(text));
        }
      }
    }
    return reader.result();
  }

  private void document(JsonNode root) {
    for (JsonNode node : List.of(root, root.path("response"), root.path("message"))) {
      model(node.path("model"));
      usage(node.path("usage"));
    }
    model(root.path("modelVersion"));
    geminiUsage(root.path("usageMetadata"));
    root.path("choices").forEach(this::choice);
    root.path("candidates").forEach(this::candidate);
    finishReason(root.path("stop_reason"), "max_tokens");
    finishReason(root.path("delta").path("stop_reason"), "max_tokens");
    finishReason(
        root.path("response").path("incomplete_details").path("reason"), "max_output_tokens");
    content(root.path("delta"));
    content(root.path("item").path("name"));
    content(root.path("content_block").path("name"));
    for (String key : List.of("text", "thinking", "partial_json")) {
      content(root.path("delta").path(key));
    }
    complete |=
        List.of("message_stop", "response.completed", "response.incomplete")
            .contains(root.path("type").asText());
  }

  private void choice(JsonNode choice) {
    finishReason(choice.path("finish_reason"), "length");
    content(choice.path("text"));
    JsonNode delta = choice.path("delta");
    for (String key : List.of("content", "reasoning_content", "reasoning", "refusal")) {
      content(delta.path(key));
    }
    for (JsonNode call : delta.path("tool_calls")) {
      content(call.path("function").path("name"));
      content(call.path("function").path("arguments"));
    }
  }

  private void candidate(JsonNode candidate) {
    finishReason(candidate.path("finishReason"), "MAX_TOKENS");
    for (JsonNode part : candidate.path("content").path("parts")) {
      content(part.path("text"));
      content(part.path("functionCall").path("name"));
    }
  }

  private void model(JsonNode name) {
    if (name.isTextual() && model.equals("-")) {
      model = name.textValue();
    }
  }

  private void content(JsonNode text) {
    hasContent |= text.isTextual() && !text.textValue().isEmpty();
  }

  private void finishReason(JsonNode reason, String tokenLimit) {
    truncated |= reason.isTextual() && reason.textValue().equals(tokenLimit);
  }

  private void usage(JsonNode usage) {
    prompt = count(usage.path("prompt_tokens"), prompt);
    completion = count(usage.path("completion_tokens"), completion);
    total = count(usage.path("total_tokens"), total);
    input = count(usage.path("input_tokens"), input);
    output = count(usage.path("output_tokens"), output);
    cacheRead = count(usage.path("cache_read_input_tokens"), cacheRead);
    written = count(usage.path("cache_creation_input_tokens"), written);
    cached = count(usage.path("prompt_cache_hit_tokens"), cached);
    for (String side : List.of("prompt_tokens_details", "input_tokens_details")) {
      cached = count(usage.path(side).path("cached_tokens"), cached);
      audioInput = count(usage.path(side).path("audio_tokens"), audioInput);
    }
    for (String side : List.of("completion_tokens_details", "output_tokens_details")) {
      reasoning = count(usage.path(side).path("reasoning_tokens"), reasoning);
      reasoning = count(usage.path(side).path("thinking_tokens"), reasoning);
      audioOutput = count(usage.path(side).path("audio_tokens"), audioOutput);
    }
  }

  private void geminiUsage(JsonNode usage) {
    geminiPrompt = count(usage.path("promptTokenCount"), geminiPrompt);
    toolUse = count(usage.path("toolUsePromptTokenCount"), toolUse);
    candidates = count(usage.path("candidatesTokenCount"), candidates);
    thoughts = count(usage.path("thoughtsTokenCount"), thoughts);
    cached = count(usage.path("cachedContentTokenCount"), cached);
  }

  private static long count(JsonNode number, long before) {
    if (!number.isNumber() || number.decimalValue().stripTrailingZeros().scale() > 0) {
      return before;
    }
    long value = number.decimalValue().longValueExact();
    return value < 0 || value > 1_000_000_000_000L ? before : value;
  }

  private ReaderResult result() {
    long in = input;
    long out = output;
    if (prompt >= 0 || completion >= 0) {
      in = prompt;
      out = prompt >= 0 && total > prompt + completion ? total - prompt : completion;
    } else if (geminiPrompt >= 0 || candidates >= 0 || thoughts >= 0) {
      in = geminiPrompt < 0 && toolUse < 0 ? -1 : Math.max(geminiPrompt, 0) + Math.max(toolUse, 0);
      out = candidates < 0 && thoughts < 0 ? -1 : Math.max(candidates, 0) + Math.max(thoughts, 0);
    } else if (input >= 0 || cacheRead >= 0 || written >= 0) {
      in = Math.max(input, 0) + Math.max(cacheRead, 0) + Math.max(written, 0);
    }
    return new ReaderResult(
        model,
        in,
        out,
        Math.max(cached, cacheRead),
        written,
        Math.max(reasoning, thoughts),
        audioInput,
        audioOutput,
        ReaderResult.flags(stream, hasContent, complete, truncated),
        "-");
  }
}
