package ai.holysheep.agent.tests.program;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * {@code URL SCENARIO [MODEL]}: one call, then a wait for a line on stdin, then an end by itself.
 */
public final class OneCall {
  private OneCall() {}

  public static void main(String[] arguments) throws Exception {
    System.out.println(
        call(arguments[0], arguments[1], arguments.length > 2 ? arguments[2] : "gpt-4.1"));
    System.out.println("DONE");
    Stdin.awaitLine();
  }

  static int call(String url, String scenario) throws IOException, InterruptedException {
    return call(url, scenario, "gpt-4.1");
  }

  private static int call(String url, String scenario, String model)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(url + "/v1/chat/completions"))
                    .header("X-Fake-Scenario", scenario)
                    .POST(BodyPublishers.ofString(Body.json(model)))
                    .build(),
                BodyHandlers.ofString());
    return response.statusCode();
  }
}
