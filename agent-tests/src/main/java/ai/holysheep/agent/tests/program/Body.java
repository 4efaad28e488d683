package ai.holysheep.agent.tests.program;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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

  /** More than the buffers of a connection take, with the model before it. */
  static byte[] endless(String model) {
    byte[] bytes = new byte[32 << 20];
    Arrays.fill(bytes, (byte) ' ');
    byte[] start = json(model).getBytes(StandardCharsets.UTF_8);
    System.arraycopy(start, 0, bytes, 0, start.length);
    return bytes;
  }

  static String untilDone(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf("[DONE]\n") < 0) {
      text.append((char) in.read());
    }
    return text.toString().replace("\n", "\\n");
  }

  static byte[] all(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[1000];
    for (int n = in.read(buffer); n != -1; n = in.read(buffer)) {
      bytes.write(buffer, 0, n);
    }
    return bytes.toByteArray();
  }
}
