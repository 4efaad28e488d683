package ai.holysheep.agent.tests.program;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** {@code java.net.http}, whose calls are given up by closing their streams. */
final class JdkTorrent implements Torrent.Client {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Override
  public long read(String url, String body, long limit) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.ofString(body)).build();
    try (InputStream in = client.send(request, BodyHandlers.ofInputStream()).body()) {
      return Torrent.read(in, limit);
    }
  }
}
