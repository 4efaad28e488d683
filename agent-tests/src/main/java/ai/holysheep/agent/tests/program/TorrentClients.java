package ai.holysheep.agent.tests.program;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Each client, reading as it goes; those that block are given up by what closes them. */
final class TorrentClients {
  private TorrentClients() {}

  static Torrent.Client of(String client) throws Exception {
    switch (client) {
      case "java.net.http":
        // By its name, since it is not there on JDK 8.
        return (Torrent.Client)
            Class.forName("ai.holysheep.agent.tests.program.JdkTorrent")
                .getDeclaredConstructor()
                .newInstance();
      case "okhttp":
        return OkHttp.client();
      case "apache4":
        return Apache4.client();
      case "apache4-async":
        return new Apache4AsyncTorrent();
      case "apache5":
        return Apache5.client();
      case "apache5-async":
        return new Apache5AsyncTorrent();
      case "urlconnection":
        return TorrentClients::urlConnection;
      default:
        throw new IllegalArgumentException(client);
    }
  }

  private static long urlConnection(String url, String body, long limit) throws Exception {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setDoOutput(true);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body.getBytes(StandardCharsets.UTF_8));
    }
    try {
      return Torrent.read(connection.getInputStream(), limit);
    } finally {
      connection.disconnect();
    }
  }

  private static final class OkHttp {
    static Torrent.Client client() {
      okhttp3.OkHttpClient client = new okhttp3.OkHttpClient();
      return (url, body, limit) -> {
        okhttp3.Call call =
            client.newCall(
                new okhttp3.Request.Builder()
                    .url(url)
                    .post(
                        okhttp3.RequestBody.create(
                            okhttp3.MediaType.parse("application/json"), body))
                    .build());
        okhttp3.Response response = call.execute();
        long sum = Torrent.read(response.body().byteStream(), limit);
        // Closing it would read on for a while.
        call.cancel();
        response.close();
        return sum;
      };
    }
  }

  private static final class Apache4 {
    static Torrent.Client client() {
      org.apache.http.impl.client.CloseableHttpClient client =
          org.apache.http.impl.client.HttpClients.createDefault();
      return (url, body, limit) -> {
        org.apache.http.client.methods.HttpPost post =
            new org.apache.http.client.methods.HttpPost(url);
        post.setEntity(
            new org.apache.http.entity.StringEntity(
                body, org.apache.http.entity.ContentType.APPLICATION_JSON));
        try (org.apache.http.client.methods.CloseableHttpResponse response = client.execute(post)) {
          long sum = Torrent.read(response.getEntity().getContent(), limit);
          post.abort();
          return sum;
        }
      };
    }
  }

  private static final class Apache5 {
    static Torrent.Client client() {
      org.apache.hc.client5.http.impl.classic.CloseableHttpClient client =
          org.apache.hc.client5.http.impl.classic.HttpClients.createDefault();
      return (url, body, limit) -> {
        org.apache.hc.client5.http.classic.methods.HttpPost post =
            new org.apache.hc.client5.http.classic.methods.HttpPost(url);
        post.setEntity(
            new org.apache.hc.core5.http.io.entity.StringEntity(
                body, org.apache.hc.core5.http.ContentType.APPLICATION_JSON));
        try (org.apache.hc.core5.http.ClassicHttpResponse response =
            client.executeOpen(null, post, null)) {
          InputStream in = response.getEntity().getContent();
          long sum = Torrent.read(in, limit);
          post.abort();
          return sum;
        }
      };
    }
  }
}
