package ai.holysheep.agent.tests.program;

import java.nio.charset.StandardCharsets;

/** Request bodies. */
final class Body {
  private Body() {}

  static String json(String model) {
    return "{\"messages\":[{\"role\":\"user\",\"content\":\"안녕 \\\"model\\\": \\\"not-this\\\"\"}],\"model\":\""
        + model
        + "\"}";
  }

  static String stream(String model) {
    return "{\"model\":\""
        + model
        + "\",\"stream\":true,\"stream_options\":{\"include_usage\":true},\"messages\":[]}";
  }

  static String streamWithoutUsage(String model) {
    return "{\"model\":\"" + model + "\",\"stream\":true,\"messages\":[]}";
  }

  /** A megabyte, with the model behind it. */
  static byte[] large(String model) {
    StringBuilder text = new StringBuilder("{\"messages\":[{\"content\":\"");
    for (int i = 0; i < 100_000; i++) {
      text.append("0123456789");
    }
    return text.append("\"}],\"model\":\"")
        .append(model)
        .append("\"}")
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }
}
