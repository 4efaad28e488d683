package ai.holysheep.agent.tests.program;

import ai.holysheep.agent.tests.http2.Http2Front;
import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Served;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A client and the gateway that it calls, in this JVM. */
final class FaultSession {
  /** What a step does. */
  record Run(List<String> transcript, List<String> wire, long millis) {}

  final StepRecorder steps;
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
    new ContractSteps(driver).all();
  }

  /**
   * Runs a step on a thread of its own.
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
            .map(header -> header.replaceAll("127\\.0\\.0\\.1:[0-9]{4,5}", "127.0.0.1:PORT"))
            .toList();
    return one.method + " " + one.path + " " + headers + " " + one.requestBody.hashCode();
  }

  void close() throws Exception {
    driver.close();
    if (front != null) {
      front.close();
    }
    gateway.close();
  }
}
