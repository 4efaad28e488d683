package ai.holysheep.sample.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An HTTP/1.1 request as the client sent it. Immutable. */
final class Request {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_LINE = 65_536;

  final String method;
  final String path;
  final List<String> headers;
  final String body;
  private final JsonNode json;

  private Request(String method, String path, List<String> headers, String body) {
    this.method = method;
    this.path = path;
    this.headers = Collections.unmodifiableList(headers);
    this.body = body;
    json = parsed(body);
  }

  /** The next request of a connection, or {@code null} at its end. */
  static @Nullable Request read(InputStream in, OutputStream out) throws IOException {
    String line = line(in);
    if (line == null || line.isEmpty()) {
      return null;
    }
    String[] words = line.split(" ");
    List<String> headers = new ArrayList<>();
    for (String field = line(in); field != null && !field.isEmpty(); field = line(in)) {
      headers.add(field);
    }
    if ("100-continue".equalsIgnoreCase(first(headers, "Expect"))) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
    return new Request(
        words[0], words[1], headers, new String(body(in, headers), StandardCharsets.UTF_8));
  }

  private static byte[] body(InputStream in, List<String> headers) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if ("chunked".equalsIgnoreCase(first(headers, "Transfer-Encoding"))) {
      for (int size = chunkSize(in); size > 0; size = chunkSize(in)) {
        copy(in, body, size);
        line(in);
      }
      line(in);
    } else {
      String length = first(headers, "Content-Length");
      copy(in, body, length == null ? 0 : Integer.parseInt(length.trim()));
    }
    return body.toByteArray();
  }

  private static int chunkSize(InputStream in) throws IOException {
    String line = line(in);
    if (line == null) {
      throw new EOFException();
    }
    return Integer.parseInt(line.trim(), 16);
  }

  private static void copy(InputStream in, ByteArrayOutputStream out, int length)
      throws IOException {
    byte[] buffer = new byte[8192];
    int left = length;
    while (left > 0) {
      int n = in.read(buffer, 0, Math.min(left, buffer.length));
      if (n == -1) {
        throw new EOFException();
      }
      out.write(buffer, 0, n);
      left -= n;
    }
  }

  private static @Nullable String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b == -1 || line.length() > MAX_LINE) {
        return null;
      }
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }

  private static JsonNode parsed(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException notJson) {
      return JSON.createObjectNode();
    }
  }

  @Nullable String header(String name) {
    return first(headers, name);
  }

  long number(String header, long fallback) {
    String value = header(header);
    return value == null ? fallback : Long.parseLong(value);
  }

  private static @Nullable String first(List<String> headers, String name) {
    for (String header : headers) {
      int colon = header.indexOf(':');
      if (colon > 0 && header.substring(0, colon).trim().equalsIgnoreCase(name)) {
        return header.substring(colon + 1).trim();
      }
    }
    return null;
  }

  /** The requested model; empty if the body names none. */
  String model() {
    return json.path("model").asText("");
  }

  boolean isStreamed() {
    return json.path("stream").asBoolean();
  }

  /** Whether the request uses Anthropic's protocol instead of OpenAI's. */
  boolean isAnthropic() {
    return path.startsWith("/v1/messages");
  }

  /** Whether a stream reports its usage: Anthropic's always does, OpenAI's on request. */
  boolean wantsUsage() {
    return isAnthropic() || json.path("stream_options").path("include_usage").asBoolean();
  }

  int promptLength() {
    return json.path("messages").toString().length();
  }
}
