package ai.holysheep.agent.tests.program;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@code java.net.http}, used as plainly as it can be. */
final class JdkCaller {
  private JdkCaller() {}

  static Load.Caller to(String url) {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    return (scenario, body, async, timeoutMillis) -> {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url))
              .timeout(Duration.ofMillis(timeoutMillis))
              .header("X-Fake-Scenario", scenario)
              .POST(BodyPublishers.ofString(body))
              .build();
      if (async || scenario.equals("slow-body")) {
        body(client.sendAsync(request, BodyHandlers.ofString()), timeoutMillis);
      } else {
        client.send(request, BodyHandlers.ofString());
      }
    };
  }

  /** This client has no time-out for a body: the application cancels. */
  private static void body(CompletableFuture<HttpResponse<String>> answer, int timeoutMillis)
      throws Exception {
    try {
      answer.get(timeoutMillis, TimeUnit.MILLISECONDS);
    } finally {
      answer.cancel(true);
    }
  }
}
