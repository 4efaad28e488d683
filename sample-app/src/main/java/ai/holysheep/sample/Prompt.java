package ai.holysheep.sample;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Bodies of chat completion requests. */
final class Prompt {
  private Prompt() {}

  static String json(String model, String system, String question, boolean stream) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.putArray("messages").add(message("system", system)).add(message("user", question));
    root.put("model", model).put("max_tokens", 300);
    if (stream) {
      root.put("stream", true).putObject("stream_options").put("include_usage", true);
    }
    return root.toString();
  }

  private static ObjectNode message(String role, String content) {
    return JsonNodeFactory.instance.objectNode().put("role", role).put("content", content);
  }
}
