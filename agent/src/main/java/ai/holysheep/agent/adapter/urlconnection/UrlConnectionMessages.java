package ai.holysheep.agent.adapter.urlconnection;

import ai.holysheep.agent.exchange.HttpMessages;
import java.net.HttpURLConnection;
import org.jspecify.annotations.Nullable;

/** Reads the request that an {@code HttpURLConnection} is, and its response. */
final class UrlConnectionMessages extends HttpMessages<HttpURLConnection, UrlConnectionResponse> {
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

  @Override
  protected @Nullable String query(HttpURLConnection connection) {
    return connection.getURL().getQuery();
  }

  @Override
  protected int status(UrlConnectionResponse response) {
    return response.status;
  }

  @Override
  protected @Nullable String responseHeader(UrlConnectionResponse response, String name) {
    return response.header(name);
  }
}
