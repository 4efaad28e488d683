package ai.holysheep.agent.usage;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a request's body is read: its content type decides, and the first byte where that is open.
 */
enum RequestFormat {
  /** The first byte decides. */
  UNKNOWN,
  /** JSON, if it starts like JSON. */
  JSON,
  MULTIPART,
  /** Files, forms and lines of JSON: the application's own affair. */
  NOT_READ;

  /**
   * Returns the format that a value of {@code Content-Type} stands for. {@code HttpURLConnection}
   * says {@code application/x-www-form-urlencoded} if the application sets nothing.
   */
  static RequestFormat of(@Nullable String contentType) {
    String value = contentType == null ? "" : contentType.trim();
    int end = value.indexOf(';');
    String type = (end < 0 ? value : value.substring(0, end)).trim().toLowerCase(Locale.ROOT);
    if (type.isEmpty()) {
      return UNKNOWN;
    }
    if (type.startsWith("multipart/")) {
      return MULTIPART;
    }
    boolean lines = type.contains("jsonl") || type.contains("ndjson") || type.contains("json-");
    boolean json = type.contains("json") && !lines;
    return json || type.startsWith("text/") || type.endsWith("/x-www-form-urlencoded")
        ? JSON
        : NOT_READ;
  }

  /** What a body of another format than multipart is if this is its first character. */
  RequestFormat startingWith(byte first) {
    if (this == UNKNOWN && first == '-') {
      return MULTIPART;
    }
    return first == '{' ? JSON : NOT_READ;
  }
}
