package ai.holysheep.agent.tests.program;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * {@code CLIENT URL OTHER-URL}: what a call to the first costs in CPU, as a ratio to one to the
 * other, in turns in one JVM.
 */
public final class CpuRatio {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final int WARM_UP_TURNS = 20;
  private static final int TURNS = 40;
  private static final int CALLS = 400;

  private CpuRatio() {}

  public static void main(String[] arguments) throws Exception {
    Load.Caller one = Callers.of(arguments[0], arguments[1]);
    Load.Caller other = Callers.of(arguments[0], arguments[2]);
    long first = 0;
    long second = 0;
    for (int i = -WARM_UP_TURNS; i < TURNS; i++) {
      if (i == 0) {
        first = 0;
        second = 0;
      }
      // Whatever the first of two has to pay for both, the other pays in the next turn.
      first += nanos(one);
      second += nanos(other);
      second += nanos(other);
      first += nanos(one);
    }
    System.out.println("RATIO " + (double) first / second);
    System.exit(0);
  }

  private static long nanos(Load.Caller caller) throws Exception {
    String body = Body.json("gpt-4.1");
    long start = SYSTEM.getProcessCpuTime();
    for (int i = 0; i < CALLS; i++) {
      caller.call("ok", body, false, 60_000);
    }
    return SYSTEM.getProcessCpuTime() - start;
  }
}
