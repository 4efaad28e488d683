package ai.holysheep.agent.adapter.urlconnection;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The status and header fields of a response. They are read once, and only when a response is
 * there: before that, reading them would connect; after an error, each reading makes an exception.
 */
final class UrlConnectionResponse {
  final int status;
  private final Map<String, List<String>> fields;

  private UrlConnectionResponse(int status, Map<String, List<String>> fields) {
    this.status = status;
    this.fields = fields;
  }

  /** Returns {@code null} if the server sent no HTTP response. */
  static @Nullable UrlConnectionResponse read(HttpURLConnection connection) {
    try {
      int status = connection.getResponseCode();
      return status <= 0 ? null : new UrlConnectionResponse(status, connection.getHeaderFields());
    } catch (IOException noResponse) {
      return null;
    }
  }

  @Nullable String header(String name) {
    for (Map.Entry<String, List<String>> field : fields.entrySet()) {
      if (name.equalsIgnoreCase(field.getKey()) && !field.getValue().isEmpty()) {
        return field.getValue().get(0);
      }
    }
    return null;
  }

  boolean isEmpty(String requestMethod) {
    return status == HttpURLConnection.HTTP_NO_CONTENT
        || status == HttpURLConnection.HTTP_NOT_MODIFIED
        || requestMethod.equals("HEAD")
        || "0".equals(header("Content-Length"));
  }
}
