package ai.holysheep.agent.usage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What an answer says, found in a plain tree of the whole of it: by another way than {@link
 * AnswerReader}'s, to compare them.
 */
final class TreeReading {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final boolean streamed;
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
  private boolean content;
  private boolean complete;
  private boolean truncated;

  private TreeReading(boolean streamed) {
    this.streamed = streamed;
  }

  static Said ofJson(String body) throws IOException {
    JsonNode root = JSON.readTree(body);
    TreeReading reading = new TreeReading(root.isArray());
    for (JsonNode document : root.isArray() ? root : List.of(root)) {
      reading.document(document);
    }
    reading.complete = true;
    return reading.said();
  }

  static Said ofEvents(String body) throws IOException {
    TreeReading reading = new TreeReading(true);
    List<String> data = new ArrayList<>();
    for (String line : body.split("\r\n|\r|\n", -1)) {
      if (line.startsWith("data:")) {
        data.add(line.substring(5));
      } else if (line.isEmpty() && !data.isEmpty()) {
        String text = String.join("\n", data);
        data.clear();
        if (text.trim().equals("[DONE]")) {
          reading.complete = true;
        } else {
          reading.document(JSON.readTree(text));
        }
      }
    }
    return reading.said();
  }

  private void document(JsonNode it) {
    name(it.path("model"));
    name(it.path("modelVersion"));
    name(it.path("response").path("model"));
    name(it.path("message").path("model"));
    usage(it.path("usage"));
    usage(it.path("response").path("usage"));
    usage(it.path("message").path("usage"));
    gemini(it.path("usageMetadata"));
    for (JsonNode choice : it.path("choices")) {
      cut(choice.path("finish_reason"), "length");
      JsonNode delta = choice.path("delta");
      text(choice.path("text"));
      for (String name : List.of("content", "reasoning_content", "reasoning", "refusal")) {
        text(delta.path(name));
      }
      for (JsonNode call : delta.path("tool_calls")) {
        text(call.path("function").path("name"));
        text(call.path("function").path("arguments"));
      }
    }
    for (JsonNode candidate : it.path("candidates")) {
      cut(candidate.path("finishReason"), "MAX_TOKENS");
      for (JsonNode part : candidate.path("content").path("parts")) {
        text(part.path("text"));
        text(part.path("functionCall").path("name"));
      }
    }
    cut(it.path("stop_reason"), "max_tokens");
    cut(it.path("delta").path("stop_reason"), "max_tokens");
    cut(it.path("response").path("incomplete_details").path("reason"), "max_output_tokens");
    text(it.path("delta"));
    text(it.path("item").path("name"));
    text(it.path("content_block").path("name"));
    for (String name : List.of("text", "thinking", "partial_json")) {
      text(it.path("delta").path(name));
    }
    complete |=
        List.of("message_stop", "response.completed", "response.incomplete")
            .contains(it.path("type").asText());
  }

  private void name(JsonNode name) {
    if (name.isTextual() && model.equals("-")) {
      model = name.textValue();
    }
  }

  private void text(JsonNode text) {
    content |= text.isTextual() && !text.textValue().isEmpty();
  }

  private void cut(JsonNode reason, String word) {
    truncated |= reason.isTextual() && reason.textValue().equals(word);
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

  private void gemini(JsonNode usage) {
    geminiPrompt = count(usage.path("promptTokenCount"), geminiPrompt);
    toolUse = count(usage.path("toolUsePromptTokenCount"), toolUse);
    candidates = count(usage.path("candidatesTokenCount"), candidates);
    thoughts = count(usage.path("thoughtsTokenCount"), thoughts);
    cached = count(usage.path("cachedContentTokenCount"), cached);
  }

  private static long count(JsonNode figure, long before) {
    if (!figure.isNumber() || figure.decimalValue().stripTrailingZeros().scale() > 0) {
      return before;
    }
    long value = figure.decimalValue().longValueExact();
    return value < 0 || value > 1_000_000_000_000L ? before : value;
  }

  private Said said() {
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
    String flags =
        (streamed ? "S" : "-")
            + (content ? "C" : "-")
            + (complete ? "E" : "-")
            + (truncated ? "L" : "-");
    return new Said(
        model,
        in,
        out,
        Math.max(cached, cacheRead),
        written,
        Math.max(reasoning, thoughts),
        audioInput,
        audioOutput,
        flags,
        "-");
  }
}
