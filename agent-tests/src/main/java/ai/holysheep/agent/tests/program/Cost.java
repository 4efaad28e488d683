package ai.holysheep.agent.tests.program;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * {@code CLIENT URL WARM-UP CALLS}: what a call costs this JVM, in bytes allocated by all its
 * threads and in nanoseconds of CPU.
 */
public final class Cost {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private Cost() {}

  public static void main(String[] arguments) throws Exception {
    Load.Caller caller = Callers.of(arguments[0], arguments[1]);
    calls(caller, Integer.parseInt(arguments[2]));
    int calls = Integer.parseInt(arguments[3]);
    long bytes = allocated();
    long nanos = SYSTEM.getProcessCpuTime();
    calls(caller, calls);
    nanos = SYSTEM.getProcessCpuTime() - nanos;
    bytes = allocated() - bytes;
    System.out.println("BYTES " + bytes / calls);
    System.out.println("NANOS " + nanos / calls);
    System.exit(0);
  }

  private static void calls(Load.Caller caller, int calls) throws Exception {
    String body = Body.json("gpt-4.1");
    for (int i = 0; i < calls; i++) {
      caller.call("ok", body, false, 60_000);
    }
  }

  private static long allocated() {
    long sum = 0;
    for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
      sum += Math.max(0, bytes);
    }
    return sum;
  }
}
