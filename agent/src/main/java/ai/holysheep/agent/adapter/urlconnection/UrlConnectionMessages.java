package ai.holysheep.agent.adapter.urlconnection;

import ai.holysheep.agent.exchange.HttpMessages;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads an {@code HttpURLConnection}, which is both request and response. Reads status and header
 * fields only after the response has arrived: earlier, reading them would connect.
 */
final class UrlConnectionMessages extends HttpMessages<HttpURLConnection, HttpURLConnection> {
  static final UrlConnectionMessages INSTANCE = new UrlConnectionMessages();

  private UrlConnectionMessages() {
    super("urlconnection");
  }

  @Override
  protected @Nullable String path(HttpURLConnection connection) {
    return connection.getURL().getPath();
  }

  @Override
  protected @Nullable String header(HttpURLConnection connection, String name) {
    return connection.getRequestProperty(name);
  }

  /** Returns 0 if the server sent no HTTP response. */
  @Override
  protected int status(HttpURLConnection connection) {
    try {
      return Math.max(connection.getResponseCode(), 0);
    } catch (IOException noResponse) {
      return 0;
    }
  }

  @Override
  protected @Nullable String responseHeader(HttpURLConnection connection, String name) {
    for (Map.Entry<String, List<String>> field : connection.getHeaderFields().entrySet()) {
      if (name.equalsIgnoreCase(field.getKey()) && !field.getValue().isEmpty()) {
        return field.getValue().get(0);
      }
    }
    return null;
  }

  boolean isEmpty(HttpURLConnection connection, int status) {
    return status == HttpURLConnection.HTTP_NO_CONTENT
        || status == HttpURLConnection.HTTP_NOT_MODIFIED
        || connection.getRequestMethod().equals("HEAD")
        || "0".equals(responseHeader(connection, "Content-Length"));
  }
}
