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
  private final TreeUsage usage = new TreeUsage();
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
    }
    usage.document(root);
    model(root.path("modelVersion"));
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

  private ReaderResult result() {
    long[] counts = usage.result(model);
    return new ReaderResult(
        model,
        counts[0],
        counts[1],
        counts[2],
        counts[3],
        counts[4],
        counts[5],
        counts[6],
        ReaderResult.flags(stream, hasContent, complete, truncated),
        "-",
        counts[7],
        counts[8],
        counts[9],
        counts[10],
        counts[11],
        counts[12],
        String.valueOf(usage.furtherInputs(model)));
  }
}
