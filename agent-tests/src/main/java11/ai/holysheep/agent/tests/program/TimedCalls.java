package ai.holysheep.agent.tests.program;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * {@code URL COUNT TIMER CLASS}: calls without an answer at once, which another class cancels when
 * all of them wait.
 */
public final class TimedCalls {
  private TimedCalls() {}

  public static void main(String[] arguments) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(arguments[0] + "/v1/chat/completions"))
            .header("X-Fake-Scenario", "slow")
            .POST(BodyPublishers.ofString(Body.json("timed")))
            .build();
    List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
      calls.add(client.sendAsync(request, BodyHandlers.ofString()));
    }
    System.out.println("SENT");
    Stdin.awaitLine();
    @SuppressWarnings("unchecked")
    Consumer<Future<?>> timer =
        (Consumer<Future<?>>) Class.forName(arguments[2]).getConstructor().newInstance();
    calls.forEach(timer);
    for (Future<?> call : calls) {
      awaitEnd(call);
    }
    System.out.println("DONE");
    Stdin.awaitLine();
    System.exit(0);
  }

  private static void awaitEnd(Future<?> call) throws InterruptedException {
    try {
      call.get();
    } catch (ExecutionException | CancellationException asExpected) {
      // The timer has cancelled it.
    }
  }
}
