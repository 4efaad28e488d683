package ai.holysheep.agent.tests.program;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** {@code URL MODEL...}: asks each model at the URL's path of that name, then waits for a line. */
public final class Posts {
  private Posts() {}

  public static void main(String[] arguments) throws Exception {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    for (int i = 1; i < arguments.length; i++) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(arguments[0] + "/" + arguments[i]))
              .POST(BodyPublishers.ofString("{\"model\":\"" + arguments[i] + "\"}"))
              .build();
      try {
        System.out.println(
            client.send(request, BodyHandlers.ofString()).statusCode() + " " + arguments[i]);
      } catch (IOException cut) {
        System.out.println("cut " + arguments[i]);
      }
    }
    System.out.println("DONE");
    Stdin.awaitLine();
  }
}
