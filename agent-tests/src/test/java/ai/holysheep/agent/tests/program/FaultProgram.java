package ai.holysheep.agent.tests.program;

import faultinjection.Fault;
import faultinjection.FaultAgent;
import faultinjection.FaultPoints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs the steps of a client's contract again and again, each time with another method of the agent
 * broken in another way, and says where application or gateway see a difference, where a fault is
 * not counted, and where an attempt stays active.
 */
public final class FaultProgram {
  private static final long PATIENCE_MILLIS = Long.getLong("faults.patience", 10_000);
  private static final long QUICK_MILLIS = 300;

  private final String driver;
  private final Gauges gauges;
  private final Random random = new Random(7);

  /** What each step does without a fault, and which methods of the agent run in it. */
  private final Map<String, FaultSession.Run> usual = new TreeMap<>();

  private final Map<Integer, List<String>> stepsOf = new TreeMap<>();
  private FaultSession session;
  private int runs;

  private FaultProgram(String driver, int metricsPort) {
    this.driver = driver;
    gauges = new Gauges(metricsPort);
  }

  /**
   * {@code DRIVER METRICS-PORT SECONDS [METHOD]}; a step a method and fault until the time is up.
   */
  public static void main(String[] arguments) throws Exception {
    FaultProgram program = new FaultProgram(arguments[0], Integer.parseInt(arguments[1]));
    program.session = new FaultSession(arguments[0]);
    program.learn();
    program.breakAll(
        TimeUnit.SECONDS.toNanos(Long.parseLong(arguments[2])),
        arguments.length > 3 ? arguments[3] : "");
    System.out.println("DONE");
    System.exit(0);
  }

  private void learn() throws Exception {
    for (String step : session.steps.names()) {
      session.run(step, 0, TimeUnit.MINUTES.toMillis(1));
      gauges.awaitIdle();
      FaultPoints.record();
      FaultSession.Run first = session.run(step, 0, TimeUnit.MINUTES.toMillis(1));
      double active = gauges.awaitIdle();
      List<Integer> ran = FaultPoints.recorded(false);
      FaultSession.Run second =
          session.run(step, first.wire().size(), TimeUnit.MINUTES.toMillis(1));
      if (active != 0) {
        System.out.println("UNSTEADY " + step + ": " + active + " active");
        gauges.awaitIdle();
      } else if (first.transcript().equals(second.transcript())
          && first.wire().equals(second.wire())) {
        usual.put(step, first);
        ran.forEach(id -> stepsOf.computeIfAbsent(id, unused -> new ArrayList<>()).add(step));
      } else {
        System.out.println("UNSTEADY " + step + ": " + difference(first, second));
      }
    }
    double errors = gauges.errors();
    if (errors != 0) {
      System.out.println("FAILED errors without a fault: " + errors);
    }
  }

  private void breakAll(long nanos, String only) throws Exception {
    long deadline = System.nanoTime() + nanos;
    List<String> methods = FaultPoints.methods();
    Set<String> doors = FaultAgent.doors();
    List<Map.Entry<Integer, Fault>> plan = new ArrayList<>();
    for (int id : stepsOf.keySet()) {
      if (!doors.contains(methods.get(id)) && methods.get(id).contains(only)) {
        Arrays.stream(Fault.values()).forEach(fault -> plan.add(Map.entry(id, fault)));
      }
    }
    java.util.Collections.shuffle(plan, random);
    for (Map.Entry<Integer, Fault> one : plan) {
      if (System.nanoTime() < deadline) {
        runs++;
        FaultAgent.forgetRests();
        check(one.getKey(), methods.get(one.getKey()), one.getValue());
      }
    }
    System.out.println(
        "RUNS "
            + runs
            + " of "
            + plan.size()
            + " STEPS "
            + usual.size()
            + " METHODS "
            + stepsOf.size());
  }

  private void check(int id, String method, Fault fault) throws Exception {
    String step = pick(stepsOf.get(id));
    FaultSession.Run expected = usual.get(step);
    double errors = gauges.errors();
    String where = fault + " in " + method + " at " + step + ": ";
    int happened;
    FaultPoints.arm(id, fault, false);
    try {
      FaultSession.Run run =
          session.run(step, expected.wire().size(), PATIENCE_MILLIS + 3 * expected.millis());
      happened = FaultPoints.disarm();
      if (!run.transcript().equals(expected.transcript()) || !run.wire().equals(expected.wire())) {
        System.out.println("FAILED " + where + difference(expected, run));
        renew();
      }
    } catch (TimeoutException e) {
      happened = FaultPoints.disarm();
      System.out.println("FAILED " + where + "hangs " + Arrays.toString(e.getStackTrace()));
      renew();
    }
    double active = gauges.awaitIdle();
    if (active != 0) {
      System.out.println("FAILED " + where + active + " active");
    }
    if (fault != Fault.SLEEP && happened > 0 && gauges.errors() <= errors) {
      System.out.println("FAILED " + where + "not counted, happened " + happened);
    }
  }

  private void renew() throws Exception {
    session.close();
    session = new FaultSession(driver);
  }

  private String pick(List<String> steps) {
    List<String> quick =
        steps.stream().filter(step -> usual.get(step).millis() < QUICK_MILLIS).toList();
    List<String> from = quick.isEmpty() ? steps : quick;
    return from.get(random.nextInt(from.size()));
  }

  private static String difference(FaultSession.Run expected, FaultSession.Run run) {
    List<String> missing = new ArrayList<>(expected.transcript());
    missing.addAll(expected.wire());
    List<String> more = new ArrayList<>(run.transcript());
    more.addAll(run.wire());
    List<String> common = new ArrayList<>(missing);
    Map<String, Integer> unused = new HashMap<>();
    for (String line : common) {
      if (more.remove(line)) {
        missing.remove(line);
        unused.merge(line, 1, Integer::sum);
      }
    }
    return "expected " + missing + ", seen " + more;
  }
}
