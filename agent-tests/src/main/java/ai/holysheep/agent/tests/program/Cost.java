package ai.holysheep.agent.tests.program;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * {@code CLIENT URL WARM-UP CALLS}: what a call costs this JVM, in bytes that all its threads
 * allocate.
 */
public final class Cost {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Cost() {}

  public static void main(String[] arguments) throws Exception {
    Load.Caller caller = Callers.of(arguments[0], arguments[1]);
    calls(caller, Integer.parseInt(arguments[2]));
    int calls = Integer.parseInt(arguments[3]);
    long bytes = allocated();
    calls(caller, calls);
    bytes = allocated() - bytes;
    System.out.println("BYTES " + bytes / calls);
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
