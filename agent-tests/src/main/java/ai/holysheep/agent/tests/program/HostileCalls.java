package ai.holysheep.agent.tests.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.entity.ContentType;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.util.EntityUtils;

/**
 * {@code URL CLIENT FIRST LAST}: a call to the URL's path of each number, whose response has that
 * status. {@code URL names}: calls whose models are no well-formed text.
 */
public final class HostileCalls {
  private static final String QUESTION = "{\"model\":\"gpt-4.1\"}";

  private HostileCalls() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments[1].equals("names")) {
      names(arguments[0]);
    } else {
      boolean apache = arguments[1].equals("apache4");
      CloseableHttpClient client = apache ? HttpClients.createMinimal() : null;
      int last = Integer.parseInt(arguments[3]);
      for (int status = Integer.parseInt(arguments[2]); status <= last; status++) {
        // HttpURLConnection takes 1000 to 1009 for 100, and waits for the response.
        if (status / 10 != 100) {
          String url = arguments[0] + "/" + status;
          check(status, client == null ? urlConnection(url, QUESTION) : apache4(client, url));
        }
      }
    }
    System.out.println("DONE");
    Stdin.awaitLine();
  }

  private static void check(int sent, int received) {
    if (sent != received) {
      throw new IllegalStateException(sent + " " + received);
    }
  }

  /** Two halves of surrogate pairs, and two pairs that a cut at 128 characters would split. */
  private static void names(String url) throws IOException {
    String longName = String.join("", Collections.nCopies(127, "x"));
    String[] names = {"\uD83D", "\uDE00", longName + "\uD83D\uDE00", longName + "\uD83E\uDD14"};
    for (String name : names) {
      urlConnection(url + "/v1/models/" + name + ":embedContent", "{}");
    }
  }

  private static int urlConnection(String url, String question) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
    connection.setDoOutput(true);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(question.getBytes(StandardCharsets.UTF_8));
    }
    int status = connection.getResponseCode();
    InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream();
    try (InputStream in = body) {
      Body.all(in);
    }
    return status;
  }

  private static int apache4(CloseableHttpClient client, String url) throws IOException {
    HttpPost post = new HttpPost(url);
    post.setEntity(new StringEntity(QUESTION, ContentType.APPLICATION_JSON));
    try (CloseableHttpResponse response = client.execute(post)) {
      EntityUtils.toByteArray(response.getEntity());
      return response.getStatusLine().getStatusCode();
    }
  }
}
