package ai.holysheep.agent.tests.program;

import ai.holysheep.agent.tests.http2.Http2Front;
import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Served;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A client and the gateway that it calls, in this JVM. */
final class FaultSession {
  /** What a step does. */
  record Run(List<String> transcript, List<String> wire, long millis) {
    boolean isLike(Run other) {
      return transcript.equals(other.transcript) && wire.equals(other.wire);
    }

    String difference(Run other) {
      return ", expected " + without(other) + ", seen " + other.without(this);
    }

    private List<String> without(Run other) {
      List<String> lines = new ArrayList<>(transcript);
      lines.addAll(wire);
      other.transcript.forEach(lines::remove);
      other.wire.forEach(lines::remove);
      return lines;
    }
  }

  private final StepRecorder steps;
  private final FakeGateway gateway = FakeGateway.startSteady();
  private final Http2Front front;
  private final ClientDriver driver;

  FaultSession(String driverName) throws Exception {
    front = driverName.contains("Http2") ? Http2Front.before(gateway.port()) : null;
    steps = new StepRecorder(gateway);
    driver =
        (ClientDriver)
            Class.forName(getClass().getPackageName() + "." + driverName)
                .getDeclaredConstructor(String.class, Transcript.class)
                .newInstance(front == null ? gateway.url() : front.url(), steps);
  }

  /** Goes through the client's steps. */
  void forEach(StepRecorder.Each consumer) throws Exception {
    steps.forEach(consumer);
    new ContractSteps(driver).all();
    close();
  }

  /**
   * Runs the current step on a thread of its own.
   *
   * @throws TimeoutException if it does not end
   */
  Run run(String step, int requests, long patienceMillis) throws Exception {
    int before = gateway.log().size();
    long start = System.nanoTime();
    CompletableFuture<List<String>> transcript = new CompletableFuture<>();
    Thread thread = new Thread(() -> transcript.complete(steps.run(step)), "step");
    thread.setDaemon(true);
    thread.start();
    List<String> seen;
    try {
      seen = transcript.get(patienceMillis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      TimeoutException hang = new TimeoutException("hangs");
      hang.setStackTrace(thread.getStackTrace());
      throw hang;
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    awaitRequests(before + requests);
    List<Served> log = gateway.log();
    List<String> wire =
        log.subList(before, log.size()).stream().map(FaultSession::request).sorted().toList();
    return new Run(seen, wire, millis);
  }

  private void awaitRequests(int count) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
    while (gateway.log().size() < count && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
  }

  private static String request(Served one) {
    List<String> headers =
        one.requestHeaders.stream()
            .filter(header -> !header.startsWith("X-Front-Seen"))
            // The order depends on whether the connection was there before.
            .sorted(String.CASE_INSENSITIVE_ORDER)
            .toList();
    return StepRecorder.steady(one.method + " " + one.path + " " + headers)
        + " "
        + one.requestBody.hashCode();
  }

  private void close() throws Exception {
    driver.close();
    if (front != null) {
      front.close();
    }
    gateway.close();
  }
}
