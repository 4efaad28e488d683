package ai.holysheep.agent.tests.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/**
 * {@code URL CALL...}: makes one call after the other, then waits for a line. A call is {@code
 * WHOLE PATH MODEL}, which reads the whole answer, or {@code LINE PATH MODEL}, which closes it
 * after its first line.
 */
public final class PartialReads {
  private PartialReads() {}

  public static void main(String[] arguments) throws Exception {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    for (int i = 1; i < arguments.length; i++) {
      String[] words = arguments[i].split(" ");
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(arguments[0] + words[1]))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString("{\"model\":\"" + words[2] + "\"}"))
              .build();
      try (InputStream answer = client.send(request, BodyHandlers.ofInputStream()).body()) {
        if (words[0].equals("WHOLE")) {
          System.out.println(answer.readAllBytes().length + " bytes");
        } else {
          System.out.println(
              new BufferedReader(new InputStreamReader(answer, StandardCharsets.UTF_8)).readLine());
        }
      } catch (IOException e) {
        System.out.println("broken");
      }
    }
    System.out.println("DONE");
    Stdin.awaitLine();
  }
}
