package ai.holysheep.agent.tests.program;

import ai.holysheep.sample.gateway.FakeGateway;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Keeps a driver's steps, to run any of them again and again, and what each run shows. */
final class StepRecorder extends Transcript {
  private final Map<String, Step> steps = new LinkedHashMap<>();
  private final FakeGateway gateway;
  private List<String> lines = new ArrayList<>();
  private long servedBefore;

  StepRecorder(FakeGateway gateway) {
    this.gateway = gateway;
  }

  /** Only keeps the step. */
  @Override
  void step(String name, String outcomes, Step step) {
    steps.put(name, step);
  }

  @Override
  void leftOut(String step, String reason) {
    // There is nothing to run.
  }

  Set<String> names() {
    return steps.keySet();
  }

  /** Runs a step. Returns what the application has seen, as far as it is the same in each run. */
  List<String> run(String name) {
    List<String> run = new ArrayList<>();
    servedBefore = served(model(name));
    synchronized (this) {
      lines = run;
    }
    try {
      steps.get(name).run(model(name));
    } catch (Throwable e) {
      failure("thrown", e);
    }
    synchronized (this) {
      return new ArrayList<>(run);
    }
  }

  @Override
  synchronized void line(String line) {
    lines.add(
        // What hides our publisher may be broken itself.
        line.replaceAll("publisher: Optional\\[.*", "publisher: some")
            // How many connections there are depends on the steps before.
            .replaceAll("available: [0-9]+", "available: some")
            .replaceAll("(OkHttp-(Sent|Received)-Millis): \\[[0-9]+]", "$1: [NOW]")
            .replaceAll("127\\.0\\.0\\.1:[0-9]{4,5}", "127.0.0.1:PORT"));
  }

  /** The gateway is in this JVM. */
  @Override
  void awaitAtGateway(String model) {
    until(() -> served(model) > servedBefore);
  }

  /** Clients keep some connections open that they do not use any more. */
  @Override
  void awaitConnectionClosed(String model) {
    awaitAtGateway(model);
  }

  private long served(String model) {
    return gateway.log().stream().filter(one -> one.model.equals(model)).count();
  }

  static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(ClientDriver.PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("it does not happen");
      }
      pause();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(2);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
