package ai.holysheep.agent.tests.program;

import faultinjection.FaultAgent;
import faultinjection.FaultPoints;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * A first call, in a JVM where a method of the agent is broken from the start, and a second one
 * when it works again. Without a fault it says which methods have run until then.
 */
public final class StartFaultProgram {
  private static final String STEP = "json";
  private static final long PATIENCE_MILLIS = TimeUnit.MINUTES.toMillis(1);

  private StartFaultProgram() {}

  public static void main(String[] arguments) throws Exception {
    FaultSession session = new FaultSession("UrlConnectionDriver");
    session.forEach(
        step -> {
          if (step.equals(STEP)) {
            show(session.run(step, 1, PATIENCE_MILLIS));
            showMethods();
            FaultPoints.disarm();
            show(session.run(step, 1, PATIENCE_MILLIS));
          }
        });
    System.out.println("DONE");
    System.exit(0);
  }

  private static void show(FaultSession.Run run) {
    run.transcript().forEach(line -> System.out.println("SEEN " + line));
    run.wire().forEach(line -> System.out.println("SENT " + line));
  }

  private static void showMethods() {
    List<String> methods = FaultPoints.methods();
    Set<String> doors = FaultAgent.doors();
    Set<Integer> ran = new TreeSet<>(FaultPoints.recorded(true));
    ran.addAll(FaultPoints.recorded(false));
    ran.stream()
        .map(methods::get)
        .filter(method -> !doors.contains(method))
        .forEach(method -> System.out.println("METHOD " + method));
  }
}
