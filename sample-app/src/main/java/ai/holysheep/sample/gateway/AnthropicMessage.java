package ai.holysheep.sample.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Writes a completion as a message of Anthropic's protocol. */
final class AnthropicMessage {
  /** The output tokens in a stream's first event, which also has all input tokens. */
  static final long FIRST_OUTPUT = 1;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Completion completion;

  AnthropicMessage(Completion completion) {
    this.completion = completion;
  }

  String json(boolean usage) {
    ObjectNode message = message();
    message.withArray("content").addObject().put("type", "text").put("text", completion.text);
    message.put("stop_reason", "end_turn");
    if (usage) {
      message.set("usage", usage(completion.outputTokens));
    }
    return message.toString();
  }

  /**
   * The events of a stream. With usage, the first has the input tokens, the last but one the output
   * tokens.
   */
  List<String> events(boolean usage) {
    List<String> events = new ArrayList<>();
    ObjectNode start = NODES.objectNode();
    start.set("message", usage ? message().set("usage", usage(FIRST_OUTPUT)) : message());
    events.add(event("message_start", start));
    ObjectNode block = index();
    block.putObject("content_block").put("type", "text").put("text", "");
    events.add(event("content_block_start", block));
    events.add(event("ping", NODES.objectNode()));
    for (String word : completion.words()) {
      ObjectNode delta = index();
      delta.putObject("delta").put("type", "text_delta").put("text", word);
      events.add(event("content_block_delta", delta));
    }
    events.add(event("content_block_stop", index()));
    ObjectNode end = NODES.objectNode();
    end.putObject("delta").put("stop_reason", "end_turn").putNull("stop_sequence");
    if (usage) {
      end.putObject("usage").put("output_tokens", completion.outputTokens);
    }
    events.add(event("message_delta", end));
    events.add(event("message_stop", NODES.objectNode()));
    return events;
  }

  private static String event(String type, ObjectNode data) {
    return "event: " + type + "\ndata: " + data.put("type", type) + "\n\n";
  }

  private static ObjectNode index() {
    return NODES.objectNode().put("index", 0);
  }

  private ObjectNode message() {
    ObjectNode message =
        NODES
            .objectNode()
            .put("id", completion.id.replace("chatcmpl", "msg"))
            .put("type", "message")
            .put("role", "assistant")
            .put("model", completion.model);
    message.putArray("content");
    message.putNull("stop_reason").putNull("stop_sequence");
    return message;
  }

  /** Anthropic's {@code input_tokens} do not include the tokens from the cache. */
  private ObjectNode usage(long outputTokens) {
    return NODES
        .objectNode()
        .put("input_tokens", completion.inputTokens - completion.cachedTokens)
        .put("cache_read_input_tokens", completion.cachedTokens)
        .put("cache_creation_input_tokens", 0)
        .put("output_tokens", outputTokens);
  }
}
