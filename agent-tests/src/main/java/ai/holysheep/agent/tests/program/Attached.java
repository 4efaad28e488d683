package ai.holysheep.agent.tests.program;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A service that runs for a while before anybody attaches to it: each client makes a call, waits,
 * and makes another on the connection that it has.
 */
public final class Attached {
  private static final int TIMEOUT_MILLIS = 10_000;

  private Attached() {}

  /** {@code URL CLIENT...} */
  public static void main(String[] arguments) throws Exception {
    Map<String, Load.Caller> callers = new LinkedHashMap<>();
    for (int i = 1; i < arguments.length; i++) {
      callers.put(arguments[i], Callers.of(arguments[i], arguments[0]));
    }
    call(callers, "before");
    String process = ManagementFactory.getRuntimeMXBean().getName();
    System.out.println("PID " + process.substring(0, process.indexOf('@')));
    System.out.println("READY");
    Stdin.awaitLine();
    call(callers, "after");
    System.out.println("DONE");
    Stdin.awaitLine();
  }

  private static void call(Map<String, Load.Caller> callers, String when) throws Exception {
    for (Map.Entry<String, Load.Caller> caller : callers.entrySet()) {
      String model = when + "-" + caller.getKey();
      caller.getValue().call("ok", Body.json(model), false, TIMEOUT_MILLIS);
    }
  }
}
