package ai.holysheep.agent.tests.program;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * {@code URL REQUEST...}: sends each request when the one before has ended, then waits for a line.
 * A request is {@code GET PATH}, {@code GET*N PATH} for N at once, {@code POST PATH JSON}, or
 * {@code UPLOAD PATH JSON}, which sends the JSON as a file of a form.
 */
public final class Requests {
  private static final String BOUNDARY = "XB";

  private Requests() {}

  public static void main(String[] arguments) throws Exception {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    for (int i = 1; i < arguments.length; i++) {
      String[] words = arguments[i].split(" ", 3);
      int times = words[0].startsWith("GET*") ? Integer.parseInt(words[0].substring(4)) : 1;
      List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
      for (int n = 0; n < times; n++) {
        calls.add(client.sendAsync(request(arguments[0], words), BodyHandlers.ofString()));
      }
      for (CompletableFuture<HttpResponse<String>> call : calls) {
        System.out.println(call.get().statusCode() + " " + words[1]);
      }
    }
    System.out.println("DONE");
    Stdin.awaitLine();
  }

  private static HttpRequest request(String url, String[] words) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + words[1]));
    switch (words[0]) {
      case "POST":
        return request
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(words[2]))
            .build();
      case "UPLOAD":
        return request
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(BodyPublishers.ofString(form(words[2])))
            .build();
      default:
        return request.build();
    }
  }

  private static String form(String file) {
    return String.join(
        "\r\n",
        "--" + BOUNDARY,
        "Content-Disposition: form-data; name=\"purpose\"",
        "",
        "user_data",
        "--" + BOUNDARY,
        "Content-Disposition: form-data; name=\"file\"; filename=\"cars.json\"",
        "Content-Type: application/json",
        "",
        file,
        "--" + BOUNDARY + "--",
        "");
  }
}
