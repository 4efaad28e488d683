package ai.holysheep.agent.tests.program;

import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Runs one client's program against a gateway, says {@code DONE}, and waits for a line on stdin
 * before it exits.
 */
public final class Main {
  private static final Map<String, BiConsumer<String, Transcript>> PROGRAMS =
      Map.of(
          "java.net.http", (url, transcript) -> new JdkProgram(url, transcript).run(),
          "okhttp", (url, transcript) -> new OkHttpProgram(url, transcript).run(),
          "apache4", (url, transcript) -> new Apache4Program(url, transcript).run(),
          "apache5", (url, transcript) -> new Apache5Program(url, transcript).run());

  private Main() {}

  /** {@code CLIENT URL}, or {@code CLIENT URL THREADS CALLS} for a load. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 4) {
      new Load(Callers.of(arguments[0], arguments[1]))
          .run(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
    } else {
      PROGRAMS.get(arguments[0]).accept(arguments[1], new Transcript());
    }
    System.out.println("DONE");
    while (System.in.read() != '\n') {
      // Anything before the line's end.
    }
    System.exit(0);
  }
}
