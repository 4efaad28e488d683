package ai.holysheep.agent.tests.program;

import faultinjection.Fault;
import faultinjection.FaultAgent;
import faultinjection.FaultPoints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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
  private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(20);

  /** A step that takes longer is only taken where a method runs in no other one. */
  private static final long QUICK_MILLIS = 250;

  private static final long MILLIS_FOR_SCRAPES = 8;

  private final Gauges gauges;
  private final Random random = new Random(7);

  /** What each step does without a fault. */
  private final Map<String, FaultSession.Run> usual = new TreeMap<>();

  /** In which steps each method of the agent runs. */
  private final Map<Integer, List<String>> stepsOf = new TreeMap<>();

  private FaultSession session;
  private int ran;

  /** A method that is broken while a step runs. */
  private record Trial(int method, Fault fault, String step) {}

  private FaultProgram(String driver, Gauges gauges) throws Exception {
    this.gauges = gauges;
    session = new FaultSession(driver);
    session.forEach(this::learn);
    session = new FaultSession(driver);
  }

  /**
   * {@code DRIVER METRICS-PORT SECONDS [METHOD]}: each method and fault with one step, in random
   * order until the time is up. With 0 seconds each method and fault with each step. With the
   * beginning of a name, only such methods.
   */
  public static void main(String[] arguments) throws Exception {
    FaultProgram program =
        new FaultProgram(arguments[0], new Gauges(Integer.parseInt(arguments[1])));
    if (program.gauges.errors() != 0) {
      System.out.println("FAILED without a fault: errors are counted");
    }
    long seconds = Long.parseLong(arguments[2]);
    program.run(
        program.trials(seconds == 0, arguments.length > 3 ? arguments[3] : ""),
        seconds == 0 ? Long.MAX_VALUE : TimeUnit.SECONDS.toMillis(seconds));
    System.out.println("DONE");
    System.exit(0);
  }

  private void learn(String step) throws Exception {
    FaultSession.Run first = session.run(step, 0, PATIENCE_MILLIS);
    double active = gauges.awaitIdle();
    FaultPoints.record();
    FaultSession.Run second = session.run(step, first.wire().size(), PATIENCE_MILLIS);
    active += gauges.awaitIdle();
    List<Integer> ran = FaultPoints.recorded(false);
    if (active == 0 && first.isLike(second)) {
      usual.put(step, second);
      ran.forEach(id -> stepsOf.computeIfAbsent(id, unused -> new ArrayList<>()).add(step));
    } else {
      System.out.println("UNSTEADY " + step + ", active " + active + first.difference(second));
    }
  }

  private List<Trial> trials(boolean all, String prefix) {
    List<String> methods = FaultPoints.methods();
    Set<String> doors = FaultAgent.doors();
    List<Trial> trials = new ArrayList<>();
    stepsOf.forEach(
        (id, steps) -> {
          if (!doors.contains(methods.get(id)) && methods.get(id).contains(prefix)) {
            for (Fault fault : Fault.values()) {
              List<String> some = all ? steps : List.of(pick(steps));
              some.forEach(step -> trials.add(new Trial(id, fault, step)));
            }
          }
        });
    Collections.shuffle(trials, random);
    return trials;
  }

  private String pick(List<String> steps) {
    List<String> quick =
        steps.stream().filter(step -> usual.get(step).millis() < QUICK_MILLIS).toList();
    List<String> from = quick.isEmpty() ? steps : quick;
    return from.get(random.nextInt(from.size()));
  }

  /** As many trials as fit into the time, by what their steps have taken before. */
  private void run(List<Trial> trials, long millis) throws Exception {
    Map<String, List<Trial>> plan = new TreeMap<>();
    long left = millis;
    for (Trial trial : trials) {
      left -= usual.get(trial.step).millis() + MILLIS_FOR_SCRAPES;
      if (left > 0) {
        plan.computeIfAbsent(trial.step, unused -> new ArrayList<>()).add(trial);
      }
    }
    session.forEach(
        step -> {
          for (Trial trial : plan.getOrDefault(step, List.of())) {
            run(trial);
          }
        });
    System.out.println(
        "RAN "
            + ran
            + " of "
            + trials.size()
            + " trials: "
            + stepsOf.size()
            + " methods, "
            + usual.size()
            + " steps");
  }

  private void run(Trial trial) throws Exception {
    ran++;
    FaultSession.Run expected = usual.get(trial.step);
    FaultAgent.forgetRests();
    double errors = gauges.errors();
    int happened;
    FaultPoints.arm(trial.method, trial.fault, false);
    try {
      FaultSession.Run run =
          session.run(trial.step, expected.wire().size(), PATIENCE_MILLIS + expected.millis());
      happened = FaultPoints.disarm();
      if (!run.isLike(expected)) {
        fail(trial, expected.difference(run));
      }
    } catch (TimeoutException e) {
      happened = FaultPoints.disarm();
      fail(trial, "it hangs " + Arrays.toString(e.getStackTrace()));
    }
    double active = gauges.awaitIdle();
    if (active != 0) {
      fail(trial, active + " active");
    }
    if (trial.fault != Fault.SLEEP && happened > 0 && gauges.errors() <= errors) {
      fail(trial, "not counted, happened " + happened + " times");
    }
  }

  private static void fail(Trial trial, String how) {
    System.out.println(
        "FAILED "
            + trial.fault
            + " in "
            + FaultPoints.methods().get(trial.method)
            + " at "
            + trial.step
            + ": "
            + how);
  }
}
