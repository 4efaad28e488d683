package ai.holysheep.agent.tests.program;

import ai.holysheep.sample.gateway.FakeGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Keeps what each run of a step shows. The steps come one by one, and each can run often. */
final class StepRecorder extends Transcript {
  /** What to do with a step. */
  interface Each {
    void step(String name) throws Exception;
  }

  private final FakeGateway gateway;
  private Each each = name -> {};
  private volatile Step current = model -> {};
  private List<String> lines = new ArrayList<>();
  private long servedBefore;

  StepRecorder(FakeGateway gateway) {
    this.gateway = gateway;
  }

  void forEach(Each consumer) {
    each = consumer;
  }

  @Override
  void step(String name, String outcomes, Step step) {
    current = step;
    try {
      each.step(name);
    } catch (Exception e) {
      throw new IllegalStateException(name, e);
    }
  }

  /** Where a fault hides the end of an attempt, the collector ends it. */
  @Override
  void keep(Object unclosed) {}

  @Override
  void leftOut(String step, String reason) {
    // There is nothing to run.
  }

  /**
   * Runs the current step. Returns what the application has seen, as far as it is the same in each
   * run.
   */
  List<String> run(String name) {
    List<String> run = new ArrayList<>();
    servedBefore = served(model(name));
    synchronized (this) {
      lines = run;
    }
    try {
      current.run(model(name));
    } catch (Throwable e) {
      failure("thrown", e);
    }
    synchronized (this) {
      return new ArrayList<>(run);
    }
  }

  @Override
  synchronized void line(String line) {
    lines.add(steady(line));
  }

  /** Without what differs from run to run. */
  static String steady(String line) {
    return line.replaceAll("(127\\.0\\.0\\.1|localhost):[0-9]{4,5}", "$1:PORT")
        .replaceAll("(OkHttp-(Sent|Received)-Millis): \\[[0-9]+]", "$1: [NOW]")
        .replaceAll("http-outgoing-[0-9]+", "http-outgoing")
        // How many connections there are depends on the steps before.
        .replaceAll("available: [0-9]+", "available: some")
        // What hides the agent's publisher may be broken itself.
        .replaceAll("publisher: Optional\\[.*", "publisher: some");
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
