package ai.holysheep.agent.tests.program;

import faultinjection.Fault;
import faultinjection.FaultAgent;
import faultinjection.FaultPoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Breaks the methods that run on the agent's own threads, one after the other, and says where the
 * agent then serves no metrics any more, or writes no more calls to its ledger.
 */
public final class OwnThreadsProgram {
  private static final String STEP = "json";

  /** How long a method stays broken: the ledger's thread comes by several times. */
  private static final long BROKEN_MILLIS = 150;

  /** Longer than any pause that a part of the agent makes after a fault. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final FaultSession session = new FaultSession("UrlConnectionDriver");
  private final Gauges gauges;
  private final Path ledger;

  OwnThreadsProgram(Gauges gauges, Path ledger) throws Exception {
    this.gauges = gauges;
    this.ledger = ledger;
  }

  /** {@code METRICS-PORT LEDGER SECONDS METHOD}: methods whose name contains the last argument. */
  public static void main(String[] arguments) throws Exception {
    OwnThreadsProgram program =
        new OwnThreadsProgram(new Gauges(Integer.parseInt(arguments[0])), Path.of(arguments[1]));
    long nanos = TimeUnit.SECONDS.toNanos(Long.parseLong(arguments[2]));
    program.session.forEach(
        step -> {
          if (step.equals(STEP)) {
            program.run(program.learn(), nanos, arguments[3]);
          }
        });
    System.out.println("DONE");
    System.exit(0);
  }

  /** The methods that run on the agent's own threads. */
  private List<Integer> learn() throws Exception {
    call();
    works("without a fault");
    FaultPoints.record();
    call();
    works("without a fault");
    return FaultPoints.recorded(true);
  }

  private void call() throws Exception {
    session.run(STEP, 1, TimeUnit.MINUTES.toMillis(1));
  }

  private void run(List<Integer> own, long nanos, String part) throws Exception {
    List<String> methods = FaultPoints.methods();
    Set<String> doors = FaultAgent.doors();
    List<Map.Entry<Integer, Fault>> trials = new ArrayList<>();
    for (int id : own) {
      if (!doors.contains(methods.get(id)) && methods.get(id).contains(part)) {
        Stream.of(Fault.values()).forEach(fault -> trials.add(Map.entry(id, fault)));
      }
    }
    Collections.shuffle(trials, new Random(7));
    long start = System.nanoTime();
    int runs = 0;
    for (Map.Entry<Integer, Fault> trial : trials) {
      if (System.nanoTime() - start < nanos) {
        run(trial.getKey(), trial.getValue());
        runs++;
      }
    }
    System.out.println("RAN " + runs + " of " + trials.size() + " trials");
  }

  private void run(int method, Fault fault) throws Exception {
    FaultAgent.forgetRests();
    FaultPoints.arm(method, fault, true);
    call();
    gauges.scrape();
    TimeUnit.MILLISECONDS.sleep(BROKEN_MILLIS);
    FaultPoints.disarm();
    FaultAgent.forgetRests();
    works(fault + " in " + FaultPoints.methods().get(method));
  }

  /** Scrapes work, and a call gets into the ledger. */
  private void works(String when) throws Exception {
    if (!until(() -> !gauges.scrape().isEmpty())) {
      System.out.println("FAILED " + when + ": no metrics any more");
      System.exit(1);
    }
    double active = gauges.awaitIdle();
    if (active != 0) {
      System.out.println("FAILED " + when + ": " + active + " active");
    }
    long before = bytes();
    call();
    if (!until(() -> bytes() > before)) {
      System.out.println("FAILED " + when + ": the ledger does not go on");
      System.exit(1);
    }
  }

  private static boolean until(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
    return true;
  }

  private long bytes() {
    try (Stream<Path> files = Files.list(ledger)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
