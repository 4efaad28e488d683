package ai.holysheep.sample;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A chat completion request: its body, and the team that asks. Immutable. */
final class Prompt {
  /** The shop's gateways and proxies expect it, and charge this team. */
  static final String TEAM_HEADER = "X-Team";

  final String team;
  final String body;

  Prompt(String team, String model, String system, String question, boolean stream) {
    this.team = team;
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.putArray("messages").add(message("system", system)).add(message("user", question));
    root.put("model", model).put("max_tokens", 300);
    if (stream) {
      root.put("stream", true).putObject("stream_options").put("include_usage", true);
    }
    body = root.toString();
  }

  private static ObjectNode message(String role, String content) {
    return JsonNodeFactory.instance.objectNode().put("role", role).put("content", content);
  }
}
