package ai.holysheep.sample.demo;

import ai.holysheep.sample.Main;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Starts the sample service with the agent and shows the agent's metrics until the service ends:
 * {@code Demo AGENT.JAR [--redraw] [the service's own flags]}.
 */
public final class Demo {
  private static final String CLEAR = "\033[H\033[2J";
  private static final int REDRAW_SECONDS = 1;
  private static final int PRINT_SECONDS = 5;

  private Demo() {}

  /** Exits with the service's status, or with at least 1 if the agent published no metrics. */
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
      System.err.println(service.firstLines());
      System.exit(Math.max(1, service.end()));
    }
    while (!service.awaitDone(redraw ? REDRAW_SECONDS : PRINT_SECONDS)) {
      show(service, redraw);
    }
    show(service, redraw);
    System.exit(service.end());
  }

  private static void show(Service service, boolean redraw) throws IOException {
    ScrapedMetrics metrics = service.scrape();
    System.out.println(
        (redraw ? CLEAR : "")
            + "A support service that has no code for the agent. Its metrics: "
            + service.metricsUrl()
            + "\n\n"
            + Table.render(metrics)
            + Bill.render(metrics, service.seconds())
            + "\nThe service itself says: "
            + service.lastLine()
            + "\n");
  }
}
