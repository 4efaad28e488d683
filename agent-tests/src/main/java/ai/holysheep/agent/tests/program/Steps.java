package ai.holysheep.agent.tests.program;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code URL CLIENT...}: each client makes calls when a line on stdin asks for them. {@code call}
 * waits for their end, {@code begin} does not. Other lines are those of {@link Tampering}.
 */
public final class Steps {
  private static final int TIMEOUT_MILLIS = 120_000;

  private final Map<String, Load.Caller> callers = new LinkedHashMap<>();

  private Steps() {}

  public static void main(String[] arguments) throws Exception {
    String process = ManagementFactory.getRuntimeMXBean().getName();
    System.out.println("PID " + process.substring(0, process.indexOf('@')));
    System.out.println("READY");
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Steps steps = new Steps();
    int number = 0;
    for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
      steps.step(line, arguments);
      System.out.println("DONE " + ++number);
    }
  }

  private void step(String line, String[] arguments) throws Exception {
    if (!line.equals("call") && !line.equals("begin")) {
      Tampering.with(line);
      return;
    }
    for (int i = 1; i < arguments.length; i++) {
      String client = arguments[i];
      // The client's classes load now.
      Load.Caller caller = callers.computeIfAbsent(client, name -> Callers.of(name, arguments[0]));
      if (line.equals("call")) {
        call(client, caller);
      } else {
        new Thread(() -> call(client, caller)).start();
      }
    }
  }

  private static void call(String client, Load.Caller caller) {
    try {
      caller.call("ok", Body.json(client), false, TIMEOUT_MILLIS);
      System.out.println("ENDED " + client);
    } catch (Exception e) {
      System.out.println("FAILED " + client + " " + e);
    }
  }
}
