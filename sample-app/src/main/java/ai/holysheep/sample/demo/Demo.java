package ai.holysheep.sample.demo;

import ai.holysheep.sample.Main;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Starts the sample service under the agent and shows its figures until it ends: {@code Demo
 * AGENT.JAR [--redraw] [the service's own flags]}.
 */
public final class Demo {
  private static final String CLEAR = "\033[H\033[2J";
  private static final int REDRAW_SECONDS = 1;
  private static final int PRINT_SECONDS = 5;

  private Demo() {}

  /** Ends with the service's exit status; 1 where the agent published nothing. */
  public static void main(String[] arguments) throws Exception {
    List<String> flags = new ArrayList<>(Arrays.asList(arguments));
    Path agent = Paths.get(flags.remove(0));
    if (flags.contains("--help")) {
      Main.main(new String[] {"--help"});
      return;
    }
    boolean redraw = flags.remove("--redraw");
    Service service = Service.start(agent, flags);
    if (!service.awaitMetrics()) {
      System.err.println(service.transcript());
      System.exit(Math.max(1, service.end()));
    }
    while (!service.awaitDone(redraw ? REDRAW_SECONDS : PRINT_SECONDS)) {
      show(service, redraw);
    }
    show(service, redraw);
    System.exit(service.end());
  }

  private static void show(Service service, boolean redraw) throws IOException {
    System.out.println(
        (redraw ? CLEAR : "")
            + "A support service that knows nothing of the agent. Its figures: "
            + service.metricsUrl()
            + "\n\n"
            + Table.of(service.scrape())
            + "\nThe service itself says: "
            + service.lastWords()
            + "\n");
  }
}
