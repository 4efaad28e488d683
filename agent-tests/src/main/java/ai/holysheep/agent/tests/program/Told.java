package ai.holysheep.agent.tests.program;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What a callback was told, and on which kind of thread. */
final class Told {
  private final CompletableFuture<String> what = new CompletableFuture<>();

  void tell(String method) {
    what.complete(method + " on " + Thread.currentThread().getName().replaceAll("\\d", ""));
  }

  String await() throws Exception {
    return what.get(10, TimeUnit.SECONDS);
  }
}
