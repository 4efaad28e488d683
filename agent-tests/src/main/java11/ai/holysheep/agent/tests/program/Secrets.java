package ai.holysheep.agent.tests.program;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * {@code URL}: calls, good and bad, whose key, query and prompt can be told wherever they turn up.
 */
public final class Secrets {
  private Secrets() {}

  public static void main(String[] arguments) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    for (String scenario : new String[] {"ok", "rate-limit", "garbage-headers", "reset-body"}) {
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create(
                      arguments[0] + "/v1/chat/completions?key=MARKED-QUERY#MARKED-FRAGMENT"))
              .header("X-Fake-Scenario", scenario)
              .header("Authorization", "Bearer MARKED-KEY")
              .POST(BodyPublishers.ofString(Body.json("gpt-4.1").replace("안녕", "MARKED-PROMPT")))
              .build();
      try {
        client.send(request, BodyHandlers.ofString());
      } catch (IOException broken) {
        System.out.println("broken: " + scenario);
      }
    }
    System.out.println("DONE");
    Stdin.awaitLine();
  }
}
