package ai.holysheep.agent.tests.program;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The first method of a callback that a client calls, and on which kind of thread. */
final class FirstCallback {
  private final CompletableFuture<String> first = new CompletableFuture<>();

  void record(String method) {
    first.complete(method + " on " + Thread.currentThread().getName().replaceAll("\\d", ""));
  }

  String await() throws Exception {
    return first.get(ClientDriver.PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
