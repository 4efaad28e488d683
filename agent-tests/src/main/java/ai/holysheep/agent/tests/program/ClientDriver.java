package ai.holysheep.agent.tests.program;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One client, as {@link ContractSteps} uses it. A subclass says how its client makes a call, shows
 * everything that the application sees of it in the transcript, and adds steps of what only this
 * client has.
 */
abstract class ClientDriver {
  /** How long a step waits for what must come, on a machine as busy as may be. */
  static final int PATIENCE_SECONDS = 60;

  /** Returns when something has happened elsewhere. */
  interface Wait {
    void await() throws Exception;
  }

  final String url;
  final Transcript out;

  ClientDriver(String url, Transcript out) {
    this.url = url;
    this.out = out;
  }

  /** Makes the call, shows the response's head, and reads the body as the call says. */
  abstract void make(ClientCall call) throws Exception;

  /** The same by the client's asynchronous call, where it has both kinds. */
  void makeAsynchronously(ClientCall call) throws Exception {
    throw new UnsupportedOperationException();
  }

  /** Starts the call, waits until it is at the gateway, cancels it, and shows how it ends. */
  void makeAndCancel(ClientCall call, Wait atGateway) throws Exception {
    throw new UnsupportedOperationException();
  }

  /** How a step's attempts are counted, where this client makes more of them than most. */
  String outcomes(String step, String usual) {
    return usual;
  }

  /** Why this client has no such step; null if it has. */
  @Nullable String leftOut(String step) {
    return null;
  }

  /** What only this client has. */
  void ownSteps() throws Exception {}

  void close() throws Exception {}

  ClientCall call(String step) {
    return ClientCall.to(url, step);
  }

  /** Makes a blocking call on another thread, and cancels it from this one. */
  void cancelInBackground(Callable<?> call, Wait atGateway, Callable<?> cancellation)
      throws Exception {
    CompletableFuture<Object> failure =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return call.call();
              } catch (Exception e) {
                return e;
              }
            });
    atGateway.await();
    out.value("cancelled", cancellation.call());
    out.value("failed", failure.get(PATIENCE_SECONDS, TimeUnit.SECONDS) instanceof IOException);
  }
}
